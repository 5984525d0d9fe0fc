#include "core/clean/language.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clean/clean.h"
#include "core/model/model_part.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

// Paragraphs written for this test, thirty words or so each.
struct Paragraph {
  std::string_view code;
  std::string_view text;
};
constexpr Paragraph kParagraphs[] = {
    {"en",
     "The council of Orla voted on Monday to close two of its schools, and "
     "parents who had asked for more time said they would go to court before "
     "the end of the year."},
    {"en",
     "Orla FC 3, Veldt Rovers 1. Goals: Ruiz (12, 44), Lee (71). Attendance: "
     "14,200. Referee: Mark Hall. Booked: Cho, Diaz, Hall, Okafor, Weber, "
     "Lindqvist, Moreau, Santos, Petrov, Yilmaz."},
    {"de",
     "Der Gemeinderat hat am Montag beschlossen, zwei Schulen zu schließen. "
     "Die Eltern wollen sich das nicht gefallen lassen und werden noch in "
     "diesem Jahr vor Gericht ziehen, wie sie nach der Sitzung sagten."},
    {"fr",
     "Le conseil de la ville a voté lundi la fermeture de deux écoles. Les "
     "parents qui avaient demandé plus de temps ont dit qu'ils iraient devant "
     "le tribunal avant la fin de l'année."},
    {"es",
     "El consejo de la ciudad votó el lunes a favor de cerrar dos escuelas. "
     "Los padres, que habían pedido más tiempo, dijeron que irán a los "
     "tribunales antes de que termine el año."},
    {"pt",
     "O conselho da cidade votou na segunda-feira pelo encerramento de duas "
     "escolas. Os pais, que tinham pedido mais tempo, disseram que vão ao "
     "tribunal antes do fim do ano e não aceitam a decisão."},
    {"it",
     "Il consiglio comunale ha votato lunedì la chiusura di due scuole. I "
     "genitori, che avevano chiesto più tempo, hanno detto che andranno in "
     "tribunale prima della fine dell'anno perché non sono d'accordo."},
    {"nl",
     "De gemeenteraad heeft maandag besloten om twee scholen te sluiten. De "
     "ouders, die om meer tijd hadden gevraagd, zeiden dat ze nog voor het "
     "einde van het jaar naar de rechter gaan."},
    {"sv",
     "Kommunen har på måndagen beslutat att stänga två skolor. Föräldrarna, "
     "som hade bett om mer tid, säger att de ska gå till domstol innan året "
     "är slut och att de inte kan godta beslutet."},
    {"da",
     "Byrådet har mandag besluttet at lukke to skoler. Forældrene, der havde "
     "bedt om mere tid, siger, at de vil gå til domstolen, før året er "
     "omme, og at de ikke kan acceptere beslutningen."},
    {"fi",
     "Kaupunginvaltuusto päätti maanantaina sulkea kaksi koulua. Vanhemmat, "
     "jotka olivat pyytäneet lisää aikaa, sanovat että he vievät asian "
     "oikeuteen ennen vuoden loppua, mutta päätös on jo tehty."},
    {"pl",
     "Rada miasta zdecydowała w poniedziałek, że zamknie dwie szkoły. Rodzice "
     "nie zgadzają się na to i mówią, że pójdą do sądu jeszcze przed końcem "
     "roku, bo o wszystkim dowiedzieli się za późno."},
    {"cs",
     "Městská rada v pondělí rozhodla, že uzavře dvě školy. Rodiče, kteří "
     "žádali o více času, říkají, že se obrátí na soud ještě do konce roku, "
     "protože s tím není možné souhlasit."},
    {"ro",
     "Consiliul orașului a votat luni închiderea a două școli. Părinții, care "
     "au cerut mai mult timp, spun că vor merge în instanță până la "
     "sfârșitul anului și că nu sunt de acord cu decizia."},
    {"hu",
     "A városi tanács hétfőn úgy döntött, hogy bezár két iskolát. A szülők, "
     "akik több időt kértek, azt mondják, hogy még az év vége előtt "
     "bírósághoz fordulnak, és nem fogadják el a döntést."},
    {"tr",
     "Belediye meclisi pazartesi günü iki okulu kapatma kararı aldı. Daha çok "
     "zaman isteyen veliler, yıl sonundan önce mahkemeye gideceklerini ve bu "
     "kararı kabul etmeyeceklerini söyledi, ama karar için bir neden yok."},
    {"id",
     "Dewan kota pada hari Senin memutuskan untuk menutup dua sekolah. Para "
     "orang tua yang telah meminta waktu lebih banyak mengatakan bahwa mereka "
     "akan pergi ke pengadilan dan tidak bisa menerima keputusan ini."},
    {"vi",
     "Hội đồng thành phố đã quyết định đóng cửa hai trường học vào thứ hai. "
     "Những phụ huynh không đồng ý và cho biết họ sẽ ra tòa để phản đối, vì "
     "đã không được hỏi ý kiến từ trước."},
    {"ru",
     "Городской совет в понедельник решил закрыть две школы. Родители, "
     "которые просили больше времени, говорят, что до конца года они "
     "обратятся в суд, так как не согласны с этим решением."},
    {"uk",
     "Міська рада у понеділок вирішила закрити дві школи. Батьки, які "
     "просили більше часу, кажуть, що до кінця року вони звернуться до суду, "
     "бо це рішення є несправедливим і його не можна прийняти."},
    {"el",
     "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει δύο σχολεία. Οι "
     "γονείς λένε ότι θα πάνε στο δικαστήριο."},
    {"ja",
     "市議会は月曜日に二つの学校を閉じることを決めた。親たちは裁判所に訴えると"
     "言っている。"},
    {"zh",
     "市议会星期一决定关闭两所学校。家长们说他们将在年底之前向法院提起诉讼。"},
    {"ko",
     "시의회는 월요일에 학교 두 곳을 닫기로 결정했다. 부모들은 올해 안에 "
     "법원에 갈 것이라고 말했다."},
    {"ar",
     "قرر مجلس المدينة يوم الاثنين إغلاق مدرستين. وقال الآباء إنهم سيذهبون إلى "
     "المحكمة قبل نهاية العام."},
    {"he",
     "מועצת העיר החליטה ביום שני לסגור שני בתי ספר. ההורים אמרו כי יפנו לבית "
     "המשפט לפני סוף השנה."},
    {"hi",
     "नगर परिषद ने सोमवार को दो स्कूल बंद करने का फैसला किया। माता-पिता ने कहा कि वे "
     "अदालत जाएंगे।"},
    {"th", "สภาเมืองมีมติเมื่อวันจันทร์ให้ปิดโรงเรียนสองแห่ง ผู้ปกครองบอกว่าจะไปศาลก่อนสิ้นปี"},
};

const LanguageModel& TrainedModel() {
  static const Expected<ModelPart> part =
      ModelPart::Read(ReadStoredModel("models/base.sfm"));
  static const Expected<LanguageModel> model =
      LanguageModel::Read(part.value());
  return model.value();
}

DocumentLanguage Detect(std::string_view text,
                        const LanguageModel* model = &TrainedModel()) {
  const CleanText clean = Clean(text, {});
  Document document;
  document.text = clean.text;
  document.blocks = clean.blocks;
  return DetectLanguage(model, document);
}

TEST(LanguageTest, TellsLanguagesByScriptAndPiecesOfWords) {
  for (const Paragraph& paragraph : kParagraphs) {
    const DocumentLanguage language = Detect(paragraph.text);
    EXPECT_EQ(language.whole.code, paragraph.code) << paragraph.text;
    ASSERT_FALSE(language.english.empty());
    EXPECT_EQ(language.english[0] != 0, paragraph.code == "en")
        << paragraph.text;
    EXPECT_LE(language.whole.confidence, 1000);
  }
}

TEST(LanguageTest, TakesShortTextForEnglish) {
  for (const std::string_view text :
       {"", "Orla", "Orla, 3 May", "De la Cruz", "12", "!!!"}) {
    EXPECT_EQ(Detect(text).whole.code, "en") << text;
  }
}

TEST(LanguageTest, TakesUnknownLanguagesForNoneItKnows) {
  constexpr std::string_view kSwahili =
      "Meya alisema kwamba shule mbili zitafungwa mwaka ujao kwa sababu hakuna "
      "fedha za kulipa walimu, na wazazi wengi walisema kwamba watakwenda "
      "mahakamani kabla ya mwisho wa mwaka.";
  constexpr std::string_view kPersian =
      "شهردار گفت که دو مدرسه در سال آینده بسته خواهد شد، زیرا پولی برای "
      "پرداخت "
      "حقوق آموزگاران نیست.";
  constexpr std::string_view kBengali =
      "মেয়র বলেছেন যে আগামী বছর দুটি স্কুল বন্ধ হয়ে যাবে, কারণ শিক্ষকদের বেতন "
      "দেওয়ার টাকা নেই।";
  for (const std::string_view text : {kSwahili, kPersian, kBengali}) {
    const DocumentLanguage language = Detect(text);
    EXPECT_EQ(language.whole.code, "und") << text;
    EXPECT_EQ(language.english[0], 0) << text;
  }
}

TEST(LanguageTest, TellsOneForeignSentenceFromEnglish) {
  for (const std::string_view text :
       {"Silta suljettiin maanantaina, koska pilarista löytyi leveä halkeama, "
        "kertoi kaupunginjohtaja.",
        "Jembatan ditutup sejak Senin lalu setelah petugas menemukan retakan "
        "pada tiang ketiga.",
        "Köprü pazartesi günü kapatıldı, çünkü üçüncü ayakta geniş çatlak "
        "bulundu."}) {
    EXPECT_NE(Detect(text).whole.code, "en") << text;
  }
}

TEST(LanguageTest, TakesEnglishWithFewFunctionWordsForEnglish) {
  for (const std::string_view text :
       {// A recipe's list, a table, instructions, headings, a refrain.
        "Two cups flour, one cup sugar, three eggs, half a cup butter, one "
        "teaspoon vanilla, a pinch of salt, some grated lemon peel and "
        "powdered sugar for the top.",
        // A recipe's note.
        "Nutrition: 410 kcal per slice. It keeps for 3-4 days in a tin.",
        "Method Pearson 95 L 95 U Pearson 95 L 95 U Orla 0.87 0.84 0.90 "
        "Veldt 0.84 0.81 0.87 L 0.80 U 0.76 L 0.81 U 0.79 L 0.80 U 0.71",
        "ORLA CLOSES TWO SCHOOLS AS PARENTS GO TO COURT, MAYOR SAYS MONEY "
        "RAN OUT, TEACHERS STRIKE, BUSES STOP, SHOPS SHUT EARLY",
        "La la la, la la la, sing la la la until the morning, la la la, "
        "and then we sing it again, la la la."}) {
    EXPECT_EQ(Detect(text).whole.code, "en") << text;
  }
}

TEST(LanguageTest, TellsForeignParagraphsInEnglishText) {
  const std::string text = std::string(kParagraphs[0].text) + "\n\n" +
                           std::string(kParagraphs[2].text) + "\n\nAlles.\n\n" +
                           std::string(kParagraphs[0].text);
  const DocumentLanguage language = Detect(text);
  EXPECT_EQ(language.whole.code, "en");
  ASSERT_EQ(language.english.size(), 4U);
  EXPECT_EQ(language.english[0], 1);
  EXPECT_EQ(language.english[1], 0);
  EXPECT_EQ(language.english[2], 0);  // Too short: as the one before.
  EXPECT_EQ(language.english[3], 1);
}

// Whole articles and headlines come in capitals too.
TEST(LanguageTest, TellsLanguagesInCapitals) {
  for (const Paragraph& paragraph : kParagraphs) {
    std::string capitals;
    for (size_t at = 0; at < paragraph.text.size();) {
      const DecodedCharacter character = DecodeValidUtf8(paragraph.text, at);
      at += character.size;
      AppendUtf8(ToUpper(character.code_point), &capitals);
    }
    EXPECT_EQ(Detect(capitals).english[0] != 0, paragraph.code == "en")
        << capitals;
  }
}

TEST(LanguageTest, TakesEnglishWithForeignNamesForEnglish) {
  for (const std::string_view text :
       {"Among the guests were Jürgen von der Heide, María José de la Cruz, "
        "Zsófia Kovács, Agnieszka Wiśniewska, Đặng Thị Hồng and Øyvind "
        "Sørensen of the Nederlandse Vereniging voor Vrije Scholen.",
        "The Ministério da Educação in Brasília, the Bundesamt für Statistik "
        "in Neuchâtel and the Universitatea din București have all said no.",
        "\"Que sera, sera,\" she said, and shrugged. The prix fixe at Chez "
        "Odette was no longer what it had been before the war.",
        "Goals for Skövde came from Åkesson, Lindqvist and Nyström, all in the "
        "first half; Växjö never had a shot on target."}) {
    EXPECT_EQ(Detect(text).english[0], 1) << text;
  }
}

// Addresses, names of programs and figures are no words of a language.
TEST(LanguageTest, LooksAtWordsOnly) {
  EXPECT_EQ(Detect("See www.beispiel-der-woche.de/und/das/ist/nicht/der/titel, "
                   "ftp.der.die.das.de, die_und_das, 12der 14die 3das x=und "
                   "and the page about it.")
                .whole.code,
            "en");
}

TEST(LanguageTest, KnowsScriptsWithoutTheModel) {
  constexpr std::pair<std::string_view, std::string_view> kCases[] = {
      {"de", "en"}, {"en", "en"}, {"ru", "und"}, {"ja", "ja"}, {"el", "el"}};
  const LanguageModel untrained;
  for (const auto& [code, found] : kCases) {
    for (const Paragraph& paragraph : kParagraphs) {
      if (paragraph.code != code) continue;
      for (const LanguageModel* model :
           {&untrained, static_cast<const LanguageModel*>(nullptr)}) {
        const Language language = Detect(paragraph.text, model).whole;
        EXPECT_EQ(language.code, found) << code;
        if (found == "en") {
          EXPECT_EQ(language.confidence, 0);
        }
      }
    }
  }
}

TEST(LanguageModelTest, RefusesWhatDoesNotFit) {
  std::vector<uint8_t> section = {
      kLanguageModelVersion, 1, 0, 0, 0, 0, 1, 0, 'd', 'e', 0, 0};
  section.resize(section.size() + kGramSlots);
  const auto read = [](const std::vector<uint8_t>& bytes) {
    return LanguageModel::ReadSection(bytes).ok();
  };
  EXPECT_TRUE(read(section));
  for (const auto& [at, value] :
       {std::pair<size_t, uint8_t>{0, 9}, {1, 2}, {1, 0}, {1, 255}}) {
    std::vector<uint8_t> altered = section;
    altered[at] = value;
    EXPECT_FALSE(read(altered)) << at << ' ' << int{value};
  }
  for (const size_t size :
       {size_t{0}, size_t{7}, section.size() - 1, section.size() + 1}) {
    std::vector<uint8_t> cut = section;
    cut.resize(size);
    EXPECT_FALSE(read(cut)) << size;
  }
}

}  // namespace
}  // namespace standfirst

#include "core/rank/sentence_shape.h"

#include <string_view>

#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/speech.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

bool IsSentenceEnd(char32_t character) {
  switch (character) {
    case U'.':
    case U'!':
    case U'?':
    case U'…':
    case U'。':
    case U'！':
    case U'？':
    case U'｡':
    case U'؟':
    case U'۔':
    case U'।':
    case U'॥':
    case U'።':
    case U'։':
      return true;
    default:
      return false;
  }
}

bool IsCloser(char32_t character) {
  switch (character) {
    case U'"':
    case U'\'':
    case U'”':
    case U'’':
    case U'»':
    case U')':
    case U']':
    case U'」':
    case U'』':
    case U' ':
    case U'\u00A0':
      return true;
    default:
      return false;
  }
}

bool IsOpener(std::string_view token) {
  return IsOneOf(token, "\" “ ‘ ' « `` 「 ( [");
}

// The last character that does not close a quotation or a bracket.
char32_t LastMark(std::string_view text) {
  size_t end = text.size();
  for (int steps = 0; steps < 6 && end > 0; ++steps) {
    size_t start = end - 1;
    while (start > 0 && IsUtf8Continuation(text[start])) --start;
    const char32_t character = DecodeValidUtf8(text, start).code_point;
    if (!IsCloser(character)) return character;
    end = start;
  }
  return 0;
}

// A guess for untagged text: endings of finite verbs in English.
bool LooksLikeVerb(std::string_view lower, uint16_t kinds) {
  if ((kinds & kAuxiliary) != 0) return lower != "to";
  if ((kinds & kReportingVerb) != 0) return true;
  return lower.size() > 3 && lower.ends_with("ed");
}

// An order is a sentence too.
bool IsVerbOfSentence(PartOfSpeech tag) {
  return IsFiniteVerb(tag) || tag == PartOfSpeech::kVB;
}

// What the lines at the head of minutes and letters begin with.
bool IsRecordLabel(std::string_view lower) {
  constexpr const char* kLabels =
      "absent apologies attendance attendees cc chair date from location "
      "minutes participants place present subject time venue";
  return IsOneOf(lower, kLabels);
}

}  // namespace

bool IsTerm(std::string_view token) {
  if (!token.empty() && (token[0] | 0x20) >= 'a' && (token[0] | 0x20) <= 'z') {
    return true;
  }
  for (size_t at = 0; at < token.size();) {
    const DecodedCharacter character = DecodeValidUtf8(token, at);
    if (character.size == 0) return false;
    if (IsLetterOrDigit(ClassifyCharacter(character.code_point))) return true;
    at += character.size;
  }
  return false;
}

SentenceShape DescribeSentence(const Document& document, uint32_t sentence,
                               const std::vector<uint16_t>& kinds,
                               const std::vector<uint8_t>& is_term) {
  const Sentence& here = document.sentences[sentence];
  const std::string_view text = document.Text(here.span);
  SentenceShape shape;
  shape.words = CountWords(text);
  switch (document.blocks[here.block].kind) {
    case BlockKind::kParagraph:
    case BlockKind::kListItem:
    case BlockKind::kQuotation:
      shape.prose_block = true;
      break;
    default:
      break;
  }
  const char32_t mark = LastMark(text);
  shape.ends_as_sentence = IsSentenceEnd(mark);
  shape.question = mark == U'?' || mark == U'？' || mark == U'؟';
  shape.ends_with_colon = mark == U':' || mark == U'：';

  bool tagged = false;
  bool has_lower = false;
  bool first_term = true;
  // "Well, …" does not count, nor does who speaks.
  const uint32_t label = SpeakerLabel(document, here);
  const uint32_t spoken_end =
      here.tokens.begin + std::max(label, OpeningFiller(document, here));
  shape.speaker_label = label > 0;
  for (uint32_t index = here.tokens.begin; index < here.tokens.end; ++index) {
    const Token& token = document.tokens[index];
    const std::string_view form = document.Text(token);
    if (is_term[token.word] == 0) {
      if (first_term && IsOpener(form)) {
        shape.starts_with_quote |= !IsOneOf(form, "( [");
      }
      shape.marked |= form == "{";
      continue;
    }
    if (index == here.tokens.begin && label > 0 && label <= 3) {
      shape.record = IsRecordLabel(
          document.vocabulary.form(document.vocabulary.lower(token.word)));
    }
    if (shape.terms >= 1 && shape.terms <= 4 && IsOneOf(form, "comes came") &&
        index + 1 < here.tokens.end) {
      const std::string_view next = document.Text(document.tokens[index + 1]);
      shape.background |=
          IsOneOf(next, "after as amid days weeks hours months");
    }
    if (index < spoken_end) continue;
    // "Could you …?", not "What could you …?".
    shape.request |=
        token.tag == static_cast<uint8_t>(PartOfSpeech::kMD) &&
        index + 1 < here.tokens.end &&
        document.Text(document.tokens[index + 1]) == "you" &&
        (index == spoken_end || is_term[document.tokens[index - 1].word] == 0);
    ++shape.terms;
    const uint32_t lower = document.vocabulary.lower(token.word);
    const uint16_t kind = kinds[lower];
    if ((kind & (kFunctionWord | kReportingVerb | kAnswer)) == 0) {
      ++shape.content;
    }
    tagged |= token.tag != 0;
    shape.has_verb |=
        token.tag != 0 ? IsVerbOfSentence(static_cast<PartOfSpeech>(token.tag))
                       : LooksLikeVerb(document.vocabulary.form(lower), kind);
    if (has_lower && !first_term) continue;
    const CharacterClass first =
        ClassifyCharacter(DecodeValidUtf8(form, 0).code_point);
    has_lower |= lower == token.word && IsLetter(first);
    if (!first_term) continue;
    first_term = false;
    shape.starts_lower = first == CharacterClass::kLower;
    shape.starts_with_connective = (kind & kConnective) != 0;
    shape.starts_with_pronoun = (kind & kPersonalPronoun) != 0;
    // "No, …", not "No charges …".
    shape.starts_with_answer =
        (kind & kAnswer) != 0 &&
        static_cast<PartOfSpeech>(token.tag) != PartOfSpeech::kDT;
    if ((kind & kDemonstrative) != 0 && index + 1 < here.tokens.end) {
      // "This is why", not "This week's meeting".
      const uint32_t next =
          document.vocabulary.lower(document.tokens[index + 1].word);
      shape.starts_with_pronoun |= (kinds[next] & kAuxiliary) != 0;
    }
  }
  shape.all_capitals = shape.terms >= 2 && !has_lower;
  if (!tagged && !shape.has_verb) {
    // Untagged text of some length that ends as a sentence has one surely.
    shape.has_verb = shape.ends_as_sentence && shape.terms >= 7;
  }
  return shape;
}

}  // namespace standfirst

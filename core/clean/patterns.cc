#include "core/clean/patterns.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/text/ascii.h"
#include "core/text/equal.h"

namespace standfirst {
namespace {

struct LinePattern {
  std::string_view pattern;
  LeftOutReason reason = LeftOutReason::kLeftover;
  Certainty certainty = Certainty::kSure;
  bool opens_list = false;
};

constexpr auto kSure = Certainty::kSure;
constexpr auto kLikely = Certainty::kLikely;
constexpr auto kRelated = LeftOutReason::kRelated;
constexpr auto kPrompt = LeftOutReason::kPrompt;
constexpr auto kLegal = LeftOutReason::kLegal;
constexpr auto kNote = LeftOutReason::kNote;
constexpr auto kAgency = LeftOutReason::kAgency;
constexpr auto kAdvertisement = LeftOutReason::kAdvertisement;
constexpr auto kCaption = LeftOutReason::kCaption;
constexpr auto kEmbed = LeftOutReason::kEmbed;
constexpr auto kAuthor = LeftOutReason::kAuthor;
constexpr auto kComment = LeftOutReason::kComment;
constexpr auto kTimestamp = LeftOutReason::kTimestamp;
constexpr auto kShare = LeftOutReason::kShare;
constexpr auto kLeftover = LeftOutReason::kLeftover;

// Whole lines; a pattern has to take all words of the line. kLikely lines go
// when a neighbour is furniture too.
constexpr std::array kLinePatterns = std::to_array<LinePattern>({
    // Links to other articles.
    {"also/must read : ~", kRelated},
    {"also/must read", kRelated, kSure, true},
    {"read also : ~", kRelated},
    {"read more ?on ?about", kRelated},
    {"read more : ~", kRelated},
    {"read more on/about/from/at/here ~", kRelated},
    {"read/see/watch/listen : ~", kRelated},
    {"read next ?: ~", kRelated},
    {"see also : ~", kRelated},
    {"see also", kRelated, kSure, true},
    {"external links", kRelated, kSure, true},
    {"main article/articles : ~", kRelated},
    {"further information/reading : ~", kRelated},
    {"watch live/now/video/here ?: ~", kRelated, kLikely},
    {"watch also : ~", kRelated},
    {"also watch/see/listen : ~", kRelated},
    {"related ?stories/articles/news/posts/coverage/topics/content/links/"
     "reading/story/article/video/videos/items/tags : ~",
     kRelated, kSure, true},
    {"related ?stories/articles/news/posts/coverage/topics/content/links/"
     "reading/story/article/video/videos/items/tags",
     kRelated, kSure, true},
    {"more on this ?story/topic/subject/article", kRelated, kSure, true},
    {"more on : ~", kRelated},
    {"more from/in ?the @ ?@ ?@ ?@", kRelated, kLikely, true},
    {"more ?top ?latest ?news stories/news/headlines/coverage/articles",
     kRelated, kSure, true},
    {"you may/might/will ?also like/enjoy/love/want/be/have ?to ?read/"
     "interested/missed ?in ?this ?these ?:",
     kRelated, kSure, true},
    {"recommended ?for ?you ?reading/stories/articles/videos/links ?:",
     kRelated, kSure, true},
    {"recommended/suggested : ~", kRelated},
    {"suggested reading/stories/articles/for ?you", kRelated, kSure, true},
    {"don't miss ?it ?this ?out ?:", kRelated, kSure, true},
    {"don't miss : ~", kRelated},
    {"in case you missed it ?: ~", kRelated, kSure, true},
    {"trending ?now ?stories ?topics ?news ?videos ?on ?@", kRelated, kSure,
     true},
    {"trending ?now : ~", kRelated},
    {"most read/popular/viewed/shared/watched/commented ?stories ?articles "
     "?news ?in ?@ ?@",
     kRelated, kSure, true},
    {"popular ?stories ?articles ?now ?posts ?on ?@", kRelated, kLikely, true},
    {"top/latest ?news stories/headlines/videos ?from ?@ ?@", kRelated, kSure,
     true},
    {"latest news", kRelated, kSure, true},
    {"editor's/editors' picks/choice/pick", kRelated, kSure, true},
    {"what to read/watch next", kRelated, kSure, true},
    {"next/previous ?article/story/post/up ?: ~", kRelated, kLikely},
    {"up next ?: ~", kRelated, kSure, true},
    {"keep/continue reading ?: ~", kRelated},
    {"explore more ?on ?@ ?@", kRelated, kLikely},
    {"click here to/for ~", kRelated},
    {"click here", kRelated},
    {"read/see the full/original/complete/entire/rest "
     "story/article/report/interview/post/text/statement ~",
     kRelated},
    {"read full/original story/article/report ~", kRelated},
    {"full story ?: ~", kRelated, kLikely},
    {"first published/appeared on/in/by ~", kNote},
    {"also on/in/from ?the @ ?@ ?@ ?@", kRelated, kLikely, true},
    {"from ?around/across the web", kRelated, kSure, true},
    {"around/across the web", kRelated, kSure, true},
    {"elsewhere on ?the @ ?@ ?@", kRelated, kSure, true},
    {"photos/video/videos/gallery/podcast/live : ~", kRelated, kLikely},
    {"in pics/pictures/photos/video : ~", kRelated},
    {"get/read/follow/see ?all ?the ?more ?our latest/live/breaking "
     "?news/updates/coverage ~",
     kRelated, kLikely},
    {"for more/all/the ?latest ?such ?breaking news/stories/updates/"
     "information/details/on/about/from ~",
     kRelated, kLikely},
    {"for ?all ?the latest/more/breaking ?@ ?sports/world/business/"
     "entertainment/lifestyle/tech/technology/cricket/political news/updates/"
     "stories ...",
     kRelated},
    {"follow ?all ?the latest news/updates/developments/coverage on/from/"
     "here/in ~",
     kRelated, kLikely},
    {"( also read ?: ...", kRelated},
    {"( read ?more ?also : ...", kRelated},
    {"tags/topics/keywords/filed/categories/category ?under : ~", kRelated},
    {"filed under ?in ?: ~", kRelated},
    {"more topics/tags", kRelated, kSure, true},
    {"home : @ ?: ~", kRelated, kLikely},
    {"skip to ?main content/navigation/search", kRelated},
    {"view/see/show/load all/more ?stories/articles/news/posts/photos/"
     "videos/results/@",
     kRelated},
    {"view gallery/slideshow", kRelated},
    // Page furniture of its own.
    {"advertisement ~", kAdvertisement},
    {"advertisements/advertising", kAdvertisement},
    {"ad/ads ?by ?@", kAdvertisement},
    {"sponsored/promoted/paid ?content/post/stories/links/partnership/story/"
     "by/partner ?: ?by ?@ ?@ ?@",
     kAdvertisement},
    {"story/article/content ?text ?video continues/resumes ?reading "
     "below/after ~",
     kAdvertisement},
    {"scroll/continue/keep ?down ?scrolling to/for/reading continue/"
     "read/more/below ~",
     kAdvertisement},
    {"remove ads", kAdvertisement},
    {"report this ad", kAdvertisement},
    {"skip advertisement/ad", kAdvertisement},
    {"after/before the break/ad", kAdvertisement, kLikely},
    // Captions and credits.
    {"?file photo/image/picture/pic/photograph/photos/images/pictures/"
     "illustration/graphic/video/visual/screengrab ?credit/credits/source/"
     "courtesy/by : ~",
     kCaption},
    {"?file photo/image/picture/photograph/photos/illustration/graphic/video/"
     "credit credit/credits/source/courtesy ~",
     kCaption},
    {"photo/photos/image/images/picture/photograph/photographs/illustration/"
     "video/pic by/via/courtesy/from @ ~",
     kCaption},
    {"?photo ?image ?picture credit/credits : ~", kCaption},
    {"?ap ?reuters ?afp photo / @ ...", kCaption},
    {"?representative/representational/illustrative/file/symbolic/stock "
     "image/photo/picture/pic ?for ?representation/illustration/"
     "representational ?purpose/purposes ?only",
     kCaption},
    {"image/images/photo/picture ?used for/is ?are representation/"
     "representational/illustration/illustrative/representative ...",
     kCaption},
    {"getty/shutterstock ?images", kCaption},
    {"ap photo", kCaption},
    {"file photo/image/picture/pic ?of ~", kCaption, kLikely},
    {"file - ...", kCaption},
    {"file \xE2\x80\x93 ...", kCaption},
    {"file \xE2\x80\x94 ...", kCaption},
    {"pictured ?above/below/left/right : ...", kCaption},
    {"scroll down for video/videos/more/photos ~", kCaption},
    {"( ?file photo/image/picture/pic/source/credit/credits/images/photos "
     "?credit ?source ?courtesy ?: ...",
     kCaption},
    {"click/tap to enlarge/expand/zoom/view/play/watch/mute/unmute ~",
     kCaption},
    {"video/image/photo/media caption ...", kCaption},
    {"video/image/photo not available/supported ~", kCaption},
    {"play video", kCaption},
    {"play", kCaption, kLikely},
    {"your browser does not support ...", kCaption},
    {"loading", kCaption, kLikely},
    // Asking for something.
    {"subscribe ?now ?today ?here ?to ?our ?the ?@ ?for ?newsletter", kPrompt},
    {"already a subscriber/member/registered ...", kPrompt},
    {"already have an account ...", kPrompt},
    {"not a subscriber/member ...", kPrompt},
    {"log/sign in/up ?here ?now ?or ?register ?to ?subscribe ?: ?for ?free",
     kPrompt},
    {"login/unmute", kPrompt},
    {"register ?now ?here ?for ?free", kPrompt},
    {"download ?now ?the ?our ?@ ?@ app ~", kPrompt},
    {"get ?the ?our ?@ app ~", kPrompt},
    {"download ?now", kPrompt, kLikely},
    {"support our/independent/quality journalism/newsroom/work ~", kPrompt},
    {"become a member/subscriber/supporter/patron ~", kPrompt},
    {"enter your email ~", kPrompt},
    {"your email ?address", kPrompt},
    {"your email ?address will not be ...", kComment},
    {"email address ~", kPrompt},
    {"invalid email ...", kPrompt},
    {"please enter a valid ...", kPrompt},
    {"thank you/thanks for subscribing/signing/registering ~", kPrompt},
    {"please enable/turn ?on ?off javascript/cookies/ad ...", kPrompt},
    {"join our/the ?@ ?@ whatsapp/telegram/facebook/youtube/@ "
     "channel/group/community/page ~",
     kPrompt},
    {"join us/our on/telegram/whatsapp/facebook/community ~", kPrompt},
    {"follow/like/find us on ~", kPrompt},
    {"follow ?us ?the ?@ ?@ ?@ on/at "
     "facebook/twitter/instagram/x/youtube/telegram/whatsapp/google/"
     "linkedin ...",
     kPrompt},
    {"connect with us ~", kPrompt},
    {"stay connected/informed/updated ?with ?us", kPrompt},
    {"try it free ...", kPrompt},
    {"this article/story/content is ?for ?only ?available ?to ?exclusive "
     "subscribers/members ...",
     kPrompt},
    {"you have # ?free articles/stories left/remaining ...", kPrompt},
    {"give ?the ?a gift ?of ...", kPrompt, kLikely},
    {"donate ?now ?today", kPrompt},
    {"turn on ?desktop notifications ...", kPrompt},
    {"allow notifications", kPrompt},
    {"set up ?free ?news alerts ...", kPrompt},
    {"listen to this article/story ...", kPrompt},
    {"listen to article", kPrompt},
    // Rights, terms, cookies.
    {"\xC2\xA9 ...", kLegal},
    {"( c ) # ~", kLegal},
    {"copyright ?\xC2\xA9 ?( ?c ?) ?by # ...", kLegal},
    {"copyright \xC2\xA9 ...", kLegal},
    {"all rights reserved ~", kLegal},
    {"terms of/and use/service/conditions ~", kLegal},
    {"terms ?& ?and conditions ~", kLegal, kLikely},
    {"privacy/cookie/cookies policy/notice/settings/statement/preferences ~",
     kLegal},
    {"accept/reject/decline ?all ?cookies ?& ?and ?close", kLegal},
    {"i accept/agree", kLegal},
    {"manage preferences/cookies/settings/consent/options ~", kLegal},
    {"do not sell ?or ?share my ...", kLegal},
    {"this material may not be published ...", kLegal},
    {"this material is ...", kLegal, kLikely},
    {"by using/continuing/clicking/signing ?to ?use ?up ?this ?our "
     "site/website/on/you/to ...",
     kLegal},
    {"use of this site/website constitutes ...", kLegal},
    {"this ?web site/website/page/app uses cookies ...", kLegal},
    {"we ?and ?our ?partners use/store cookies to/and/on/for/in ...", kLegal},
    {"our ?web site/website uses cookies ...", kLegal},
    {"your privacy ?choices ?rights ?matters ~", kLegal, kLikely},
    {"published under/with permission ...", kLegal, kLikely},
    {"no part of this ...", kLegal, kLikely},
    {"reproduction ?in ?whole ?or ?in ?part ...", kLegal, kLikely},
    {"contact us/@ ?: ~", kLegal, kLikely},
    {"about us", kLegal},
    {"advertise with us", kLegal},
    {"site map", kLegal},
    {"sitemap", kLegal},
    // Notes of the editors.
    {"editor's/editors'/editors/author's/publisher's/reporter's note : ...",
     kNote},
    {"correction/corrections/clarification/disclosure/disclaimer/erratum ?( "
     "?# ?@ ?# ?) : ...",
     kNote},
    {"note to readers ?: ...", kNote},
    {"an earlier/previous version of this/the "
     "article/story/report/headline/post ...",
     kNote},
    {"this article/story/report/post/headline/piece/page was/has/is "
     "?been ?being ?first ?originally ?also updated/corrected/amended/"
     "published/edited/changed/revised/developing/breaking/refreshed ...",
     kNote},
    {"this is a developing/breaking/corrected ?news story/article/version "
     "...",
     kNote},
    {"the views/opinions expressed are/here ...", kNote},
    {"the views/opinions expressed in/by this/the "
     "article/column/piece/author/authors/writer/blog/story/post/opinion ...",
     kNote},
    {"views expressed are/in/by ...", kNote},
    {"views are personal", kNote},
    {"disclaimer ?: ~", kNote},
    {"( disclaimer/disclosure/correction/note : ...", kNote},
    {"( ?this ?the story/article/report/copy has not been edited ...", kAgency},
    {"( ?except for the headline ...", kAgency},
    {"except for the headline ...", kAgency},
    {"this story/article has not been edited ...", kAgency},
    {"this story/article/report/copy ?is ?was ?has ?been auto-generated/"
     "published/syndicated/generated from ...",
     kAgency},
    // Who else worked on it.
    {"reporting/writing/editing/compiled/additional ?and ?reporting "
     "?writing ?editing by @ ...",
     kAgency},
    {"( reporting/writing/editing/compiled/additional/with/inputs ?and "
     "?reporting ?writing ?editing ?inputs by/from ...",
     kAgency},
    {"( ?with ?additional ?agency inputs/input/reporting from/by ...", kAgency},
    {"?( with ?agency/agencies inputs/input/reports/reporting ?from ?by "
     "~",
     kAgency},
    {"inputs from/by ...", kAgency},
    {"( agencies )", kAgency},
    {"agencies", kAgency},
    {"source/sources : @ ?@ ?@ ?/ ?@", kAgency},
    {"( source : @ ?@ ?@ )", kAgency},
    {"translated ?from ?the ?@ by @ ...", kAgency},
    {"-- @ ?@ ?@ ?@", kAgency},
    {"\xE2\x80\x94 @ ?@", kAgency, kLikely},
    {"- @", kAgency, kLikely},
    {"( @ )", kAgency, kLikely},
    // Embedded posts.
    {"view/see this/the ?original post/tweet/video/profile on ~", kEmbed},
    {"a post shared by ~", kEmbed},
    {"embed", kEmbed},
    {"view on instagram/twitter/x/facebook/threads/tiktok", kEmbed},
    {"pic . ~", kEmbed, kLikely},
    {"this content is ?not ?imported ?hosted ?available ...", kEmbed},
    {"content from ?@ ?@ is ?not ~", kEmbed, kLikely},
    // People who wrote it.
    {"about the ?@ author/authors/writer/writers/reporter/contributor ~",
     kAuthor, kSure, true},
    {"follow ?him ?her ?them ?@ ?@ ?@ ?me on/at twitter/instagram/x/"
     "facebook/linkedin/threads/bluesky ...",
     kAuthor},
    {"follow @ ?@ ?@ on ...", kAuthor},
    {"follow him/her/them/me on/at/@ ...", kAuthor},
    {"contact ?the ?author ?reporter ?@ ?@ ?@ : ?at ...", kAuthor, kLikely},
    {"email/e-mail/twitter/instagram/facebook/x/reach ?the ?author ?@ ?@ "
     "?him ?her : ...",
     kAuthor, kLikely},
    {"email @ ?@ ?@ at ...", kAuthor},
    {"the writer/author is a/an/the ...", kAuthor, kLikely},
    {"read more by/from @ ?@ ?@", kAuthor},
    {"more stories/articles by @ ?@ ?@", kAuthor},
    {"more by @ ?@ ?@", kAuthor},
    // Readers.
    {"?# comments/comment ?( ?# ?)", kComment, kSure, true},
    {"leave a reply/comment/response ~", kComment, kSure, true},
    {"post/add/write/leave/submit a/your comment/reply ~", kComment, kSure,
     true},
    {"join the conversation/discussion/debate ~", kComment, kSure, true},
    {"view/show/load/read/see/hide ?all ?more ?# comments ?( ?# ?)", kComment,
     kSure, true},
    {"be the first to comment ...", kComment, kSure, true},
    {"comments are closed/moderated/off/disabled ...", kComment, kSure, true},
    {"what do you think ?: ?let ?us ?know ...", kComment, kLikely},
    {"have your say ~", kComment, kLikely},
    {"report abuse/comment", kComment},
    {"reply", kComment, kLikely},
    {"like/reply : reply/like ...", kComment},
    {"sort by ?newest ?oldest ?best ?top ?popular", kComment},
    // Time stamps that are no dates.
    {"# min/mins/minute/minutes read", kTimestamp},
    {"# min/mins/minute/minutes/hour/hours/hrs/hr/day/days/week/weeks/month/"
     "months/h/m/d ago",
     kTimestamp},
    {"reading/read time : # ?min ?mins ?minutes ?minute ?read", kTimestamp},
    {"estimated read/reading time ~", kTimestamp},
    {"time to read ~", kTimestamp},
    {"just now", kTimestamp, kLikely},
    // Navigation.
    {"back/return to ?the top/home/homepage/article/main/search/results ~",
     kShare},
    {"go/scroll/jump to ?the top/comments/content/@", kShare},
    {"table of contents", kShare, kLikely, true},
    {"in this article/story ?:", kShare, kLikely, true},
    {"share this/on/via/the/your ?article/story/post/page/video/link/with/"
     "facebook/twitter ?: ?on ?via ?with ?friends ?@ ?@ ?@",
     kShare},
    {"copy ?article ?the link ?to ?clipboard ?copied", kShare},
    {"link copied ~", kShare},
    {"copied to clipboard", kShare},
    {"print/save ?this ?article ?page ?story ?for ?later", kShare},
    {"text/font size ~", kShare},
    {"close ?menu", kShare, kLikely},
    {"open/toggle menu/navigation/search ~", kShare},
    {"menu", kShare, kLikely},
    {"search", kShare, kLikely},
    {"add ?as ?a preferred source ?on ~", kShare},
    // Letters to subscribers.
    {"view ?this ?email ?online in ?your ?a browser ~", kPrompt},
    {"you/you're ?are receiving/getting/received this "
     "email/message/newsletter/mail/because ...",
     kPrompt},
    {"this email/message/newsletter was sent to/by/from ...", kPrompt},
    {"unsubscribe ~", kPrompt},
    {"to unsubscribe ...", kPrompt},
    {"update/manage ?your preferences/subscription/profile ~", kPrompt},
    {"forward ?this ?email ?to ?a friend", kPrompt},
    {"no longer want/wish to receive ...", kPrompt},
    {"sent from my ~", kPrompt},
    // What has to be paid for.
    {"this article/story/content is ?only ?exclusively for/available/reserved "
     "?only ?exclusively ?to ?for subscribers/members ...",
     kPrompt},
    {"to continue reading ...", kPrompt},
    {"start ?your ?a free trial ~", kPrompt},
    {"get unlimited ?digital access ~", kPrompt},
    {"subscribers/members only", kPrompt},
    {"sign the guest book/guestbook", kPrompt},
    {"sign the guestbook", kPrompt},
    {"send flowers", kPrompt},
    {"light a candle ~", kPrompt, kLikely},
    {"plant a tree ~", kPrompt, kLikely},
    {"jump to recipe ~", kShare},
    {"print/pin recipe", kShare},
    // Press releases.
    {"for immediate release ~", kNote},
    {"embargoed ?until ?: ~", kNote},
    {"press/media/news contact/contacts/enquiries/inquiries : ...", kNote},
    {"press/media contact/contacts/enquiries/inquiries", kNote, kLikely},
    {"for ?more ?further ?media ?press information/enquiries/inquiries/details "
     "?: ?please ?contact : ...",
     kNote},
    {"for ?more ?further ?media ?press information/enquiries/inquiries/details "
     "?, ?please contact ...",
     kNote},
    {"notes to editors ?:", kNote, kSure, true},
    {"ends", kLeftover, kLikely},
    // Encyclopaedias and papers.
    {"from wikipedia , the ~", kNote},
    {"jump to navigation/search/content ~", kShare},
    {"this article/section needs additional ...", kNote},
    {"^ ...", kNote},
    {"doi/arxiv : ~", kNote},
    {"corresponding author ...", kAuthor},
    {"available online ~", kTimestamp},
    {"received # @ ~", kTimestamp, kLikely},
    // Weblogs and public offices.
    {"posted in/by @ ~", kRelated},
    {"powered by ~", kLegal},
    {"like this : ~", kShare},
    {"bookmark the permalink ~", kShare},
    {"permalink", kShare},
    {"share or comment on this ~", kShare},
    {"an official website of ~", kLegal},
    {"here's how you know", kLegal},
    {"was/is this page/article/information/answer helpful/useful ~", kPrompt},
    // Forums.
    {"joined : ~", kComment},
    {"posts/messages/reputation/likes : # ~", kComment},
    {"location : @ ~", kComment, kLikely},
    {"registered/senior/junior/new/active user/member", kComment, kLikely},
    {"thread/topic starter", kComment},
    {"quote reply/report/multiquote ?reply ?report ?like ?share ?edit",
     kComment},
    {"like/likes/dislike/upvote/report/quote", kComment, kLikely},
    {"last edited by/on/: ~", kComment},
    {"originally posted by ~", kComment},
    {"reactions/trophy/rep ?points/power : ~", kComment},
    {"thread tools", kShare},
    {"view profile", kShare},
    {"show this thread", kEmbed},
    {"# thought/thoughts/response/responses/reply on/to ...", kComment, kSure,
     true},
    {"?# responses/reviews ?( ?# ?)", kComment, kLikely},
    {"tagged ?with ?in ?as : ~", kRelated},
    {"tags/topics", kRelated, kLikely, true},
    {"ad feedback", kAdvertisement},
    {"thanks/thank ?you to our sponsors/sponsor ~", kAdvertisement},
    {"# likes/replies/views/retweets/upvotes/reposts", kComment},
    // Short lines of pages; alone they prove nothing.
    {"text/words/author/story/photos : @ ?@ ?@ ?, ~", kTimestamp, kLikely},
    {"home : @ ?@ : ~", kShare},
    {"list # of #", kRelated, kSure, true},
    {"end of list", kRelated},
    {"story/text continues ?below ?after ~", kAdvertisement},
    {"show less/more", kShare},
    {"embedded video/content", kEmbed},
    {"this video can not/cannot ...", kCaption},
    {"data/chart/graphic/map/table : @ ~", kCaption, kLikely},
    {"get/download the data/pdf/dataset", kCaption},
    {"created with @", kCaption},
    {"interested in ?@ @ ?: follow ~", kPrompt, kLikely},
    {"enjoying/like/liked/enjoyed/love this article/story/post/piece/? ...",
     kPrompt, kLikely},
    {"want ?more ?to ?read ?stories ?like ?this ?more ? subscribe/sign ...",
     kPrompt},
    {"from the archive/archives", kRelated, kLikely, true},
    {"end of article/story", kLeftover},
    {"sign/log in to ?leave ?a comment/reply ~", kComment, kSure, true},
    {"what do you think ? ...", kComment},
    {"report ?an ?a error/problem/typo/correction/issue ~", kPrompt},
    {"rate this article/story/page", kPrompt},
    {"our standards : ...", kLegal},
    {"?the ?all opinions/views expressed ?here are ...", kNote},
    {"do you have a story/tip/question ?about ?to ?share ?for ?us ? ...",
     kPrompt},
    {"do you have an opinion on ...", kPrompt},
    {"this email/e-mail/message and any ...", kLegal},
    {"# people/person found this ~", kComment},
    {"got a tip/story/question ?to ?share ?for ?us ? ...", kPrompt},
    {"have you been affected ...", kPrompt},
    {"contact the reporter/author/writer/editor at/on ...", kAuthor},
    {"this/the page was last edited/modified/updated ...", kNote},
    {"text is available under ...", kLegal},
    {"edit this page ~", kShare},
    {"article source : ~", kAgency},
    {"retrieved/accessed # @ # .", kNote, kLikely},
    {"read/watch/see this next", kRelated, kSure, true},
    {"this article/story is free to read", kPrompt},
    {"available/download on ?the @ @", kPrompt, kLikely},
    {"registered charity ~", kLegal},
    {"for other uses ...", kNote},
    {"cite this article/page ~", kShare},
    {"download ?as ?the pdf", kShare},
    {"received : ...", kTimestamp},
    {"add to favourites/favorites/bookmarks", kShare},
    {"open comments", kComment},
    {"we value your privacy ~", kLegal},
    {"subscribe for # ~", kPrompt},
    {"subscribe/register/log ?in : ~", kPrompt, kLikely},
    {"sign in : register/subscribe ~", kPrompt},
    {"my account", kShare},
    {"got it", kShare, kLikely},
    {"main menu", kShare},
    {"contents hide", kShare},
    {"notifications/sections/premium/e-paper/rss/faq/help/follow", kShare,
     kLikely},
    {"you might/may/could also like/enjoy : ~", kRelated},
    {"more : ~", kRelated},
});

constexpr bool IsLetterByte(char byte) {
  return IsAsciiLower(byte) || IsDigit(byte);
}

// Which first tokens a pattern can start with: a bit for each hash of its
// first words, modulo 64; all bits where any word will do. Most lines meet a
// handful of patterns only.
uint64_t FirstWords(std::string_view pattern) {
  uint64_t mask = 0;
  bool more = true;
  while (more && !pattern.empty()) {
    const size_t blank = pattern.find(' ');
    std::string_view element = pattern.substr(0, blank);
    pattern = blank == std::string_view::npos ? std::string_view()
                                              : pattern.substr(blank + 1);
    more = element.starts_with('?') && element.size() > 1;
    if (more) element.remove_prefix(1);
    if (IsOneOf(element, "@ # : ~ ...")) {
      return ~uint64_t{0};
    }
    WordHash hash;
    for (size_t i = 0; i < element.size(); ++i) {
      if (element[i] == '/' && element.size() > 1) {
        mask |= uint64_t{1} << (hash.value() & 63);
        hash = {};
      } else {
        hash.Add(element[i]);
      }
    }
    mask |= uint64_t{1} << (hash.value() & 63);
  }
  return mask;
}

// The patterns as the module carries them: one after the other, each behind a
// byte that says what its lines are and before a zero. The table above would be
// half as much again, with what it holds beside letters.
constexpr size_t kPackedSize = [] {
  size_t size = 0;
  for (const LinePattern& line : kLinePatterns) size += line.pattern.size() + 2;
  return size;
}();
constexpr std::array<char, kPackedSize> kPacked = [] {
  std::array<char, kPackedSize> packed{};
  size_t at = 0;
  for (const LinePattern& line : kLinePatterns) {
    packed[at++] = static_cast<char>(static_cast<int>(line.reason) << 2 |
                                     static_cast<int>(line.certainty) << 1 |
                                     static_cast<int>(line.opens_list));
    for (const char letter : line.pattern) packed[at++] = letter;
    ++at;
  }
  return packed;
}();

struct ReadyPattern {
  LinePattern line;
  uint64_t first_words = 0;
};

std::array<ReadyPattern, kLinePatterns.size()> UnpackPatterns() {
  std::array<ReadyPattern, kLinePatterns.size()> patterns;
  std::string_view packed(kPacked.data(), kPacked.size());
  for (ReadyPattern& ready : patterns) {
    const auto said = static_cast<uint8_t>(packed[0]);
    packed.remove_prefix(1);
    ready.line = {packed.substr(0, packed.find('\0')),
                  static_cast<LeftOutReason>(said >> 2),
                  static_cast<Certainty>(said >> 1 & 1), (said & 1) != 0};
    ready.first_words = FirstWords(ready.line.pattern);
    packed.remove_prefix(ready.line.pattern.size() + 1);
  }
  return patterns;
}

bool IsLabelEnd(const View& view, uint32_t at) {
  return view.IsMark(at, ": | > >> \xC2\xBB \xE2\x80\xBA // \xE2\x80\xA2 ::") ||
         (view.IsDash(at) && view.tokens()[at].space_before);
}

bool IsNumberLike(const View& view, uint32_t at) {
  return at < view.size() && IsDigit(view.Text(at)[0]);
}

bool MatchElement(const View& view, uint32_t at, std::string_view element) {
  if (at >= view.size()) return false;
  if (element == "#") return IsNumberLike(view, at);
  if (element == "@") {
    return view.tokens()[at].kind == ViewToken::kWord &&
           view.tokens()[at].capital;
  }
  if (element == ":") return IsLabelEnd(view, at);
  if (IsLetterByte(element[0])) return view.IsListed(at, element.data());
  return view.Text(at) == element;
}

bool EndsInStop(const View& view) {
  const uint32_t last = view.size() - 1;
  return view.IsMark(last, ". ! ?");
}

// "Photo: the word comes from …": behind a label a small letter and a stop at
// the end go on with a sentence. `at`: the token behind the label's mark.
bool ContinuesSentence(const View& view, uint32_t at) {
  constexpr WordSet kOwn =
      "article/story/version/report/headline/post/corrected/amended/misspelled/"
      "misstated/incorrectly/updated/page/column/photo/caption/interview/"
      "please/email/visit/author/writer/courtesy";
  if (at >= view.size() || !EndsInStop(view) || view.HasAny(kOwn)) return false;
  const ViewToken& first = view.tokens()[at];
  return first.kind == ViewToken::kWord && !first.capital;
}

// Verbs that make sentences, a list for each first letter.
constexpr std::string_view kFinite =
    "are/asked became/began/brought called/came/can/closed/cost/costs/could/"
    "cut did/died/does/drew ended fell/found gave/gets/gives/got/grew had/"
    "has/have/helped/helps is kept/knew/knows left/let/lived/lives/lost made/"
    "makes/may/means/might/must needed/needs opened paid/put rose said/saw/"
    "say/says/seems/sees/should/showed/shows/sold/started/starts thinks/"
    "thought/told/took/turned wanted/wants/was/went/were/will/won/would";

// Where each letter's list begins: every token of every line is asked about.
constexpr std::array<uint16_t, 26> kFiniteStarts = [] {
  std::array<uint16_t, 26> starts{};
  starts.fill(kFinite.size());
  for (size_t at = kFinite.size(); at-- > 0;) {
    if (at == 0 || kFinite[at - 1] == ' ') {
      starts[static_cast<size_t>(kFinite[at] - 'a')] =
          static_cast<uint16_t>(at);
    }
  }
  return starts;
}();

bool IsFinite(const View& view, uint32_t at) {
  const auto letter = static_cast<uint8_t>((view.Text(at)[0] | 0x20) - 'a');
  return letter < kFiniteStarts.size() &&
         view.IsListed(at, kFinite.data() + kFiniteStarts[letter]);
}

// What follows a line's first words, from token `at`, makes a sentence of
// them: "Read more slowly, says …", "Privacy policy experts were …". Behind a
// label's mark nothing does.
bool MakesStatement(const View& view, uint32_t at) {
  if (at == 0 || at >= view.size() || IsLabelEnd(view, at - 1)) return false;
  uint32_t words = 0;
  bool dated = false;
  for (uint32_t i = at; i < view.size(); ++i) {
    if (IsFinite(view, i)) return true;
    words += view.tokens()[i].kind == ViewToken::kMark ? 0 : 1;
    dated = dated || (IsNumberLike(view, i) && view.Text(i).size() >= 4);
  }
  const uint32_t enough = view.IsMark(at, ",") ? 2 : 3;
  return EndsInStop(view) && words >= enough && !dated;
}

// Words of share bars; the first row alone makes one.
constexpr WordSet kShareWords =
    "share/shares/tweet/facebook/twitter/whatsapp/linkedin/pinterest/reddit/"
    "telegram/messenger/flipboard/tumblr/instagram/youtube/snapchat/tiktok/"
    "bluesky/threads/email/e-mail/print/bookmark/pocket/copy/save/retweet/"
    "pin/sms/wechat/viber/koo";
constexpr WordSet kShareFillers =
    "link/url/like/likes/comment/comments/follow/more/x/mail/on/this/article/"
    "story/page/post/via/to/by/icon/button/gift/google/plus/listen/views/"
    "view/read/a/aa/subscribe/with/friends/options/us/copied/now/text/or/and/"
    "k/feed/rss/news/your/in/it/other/apps/app/click/opens/new/window/logo/"
    "channel/message/chat/the";

}  // namespace

bool MatchPattern(const View& view, uint32_t at, std::string_view pattern,
                  uint32_t* end) {
  while (!pattern.empty()) {
    const size_t blank = pattern.find(' ');
    std::string_view element = pattern.substr(0, blank);
    pattern = blank == std::string_view::npos ? std::string_view()
                                              : pattern.substr(blank + 1);
    if (element.empty()) continue;
    if (IsOneOf(element, "... ~")) {
      if (element == "~" && MakesStatement(view, at)) return false;
      if (at > 0 && IsLabelEnd(view, at - 1) && ContinuesSentence(view, at)) {
        return false;
      }
      *end = view.size();
      return true;
    }
    const bool optional = element[0] == '?' && element.size() > 1;
    if (optional) element.remove_prefix(1);
    if (MatchElement(view, at, element)) {
      ++at;
    } else if (!optional) {
      return false;
    }
  }
  *end = at;
  return true;
}

bool IsFiniteVerb(const View& view, uint32_t at) {
  const ViewToken& token = view.tokens()[at];
  const std::string_view text = view.Text(at);
  return IsFinite(view, at) ||
         (token.kind == ViewToken::kWord && !token.capital && text.size() > 4 &&
          text.ends_with("ed"));
}

std::optional<LineVerdict> ClassifyLine(const View& view) {
  if (view.size() == 0) return std::nullopt;
  // Marks before the first word do not count: "» Read more", "[Advertisement]".
  uint32_t first = 0;
  while (first < view.size() &&
         view.IsMark(
             first,
             "\xC2\xBB > >> * ** [ \xE2\x96\xB6 \xE2\x80\xA2 \xE2\x86\x92 |")) {
    ++first;
  }
  const auto matches = [&](uint32_t start) -> const LinePattern* {
    if (start >= view.size()) return nullptr;
    const uint64_t bit = uint64_t{1} << (view.tokens()[start].hash & 63);
    const LinePattern* likely = nullptr;
    static const auto patterns = UnpackPatterns();
    for (const ReadyPattern& ready : patterns) {
      if ((ready.first_words & bit) == 0) continue;
      uint32_t end = 0;
      if (!MatchPattern(view, start, ready.line.pattern, &end)) continue;
      // Arrows, stops and brackets may close it.
      // So may "[edit]".
      while (end < view.size() &&
             (view.tokens()[end].kind == ViewToken::kMark ||
              (view.IsMark(end - 1, "[") && view.Is(end, "edit")))) {
        ++end;
      }
      if (end != view.size()) continue;
      if (ready.line.certainty == Certainty::kSure) return &ready.line;
      if (likely == nullptr) likely = &ready.line;
    }
    return likely;
  };
  const LinePattern* found = matches(0);
  if (found == nullptr && first > 0) found = matches(first);
  if (found == nullptr) return std::nullopt;
  return LineVerdict{found->reason, found->certainty, found->opens_list};
}

bool IsShareBar(const View& view) {
  constexpr uint32_t kMostTokens = 30;
  if (view.size() == 0 || view.size() > kMostTokens) return false;
  bool share = false;
  for (uint32_t i = 0; i < view.size(); ++i) {
    if (view.tokens()[i].kind != ViewToken::kWord) continue;
    if (view.IsAny(i, kShareWords)) {
      share = true;
    } else if (!IsNumberLike(view, i) && !view.IsAny(i, kShareFillers)) {
      return false;
    }
  }
  return share;
}

}  // namespace standfirst

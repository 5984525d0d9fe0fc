#ifndef STANDFIRST_CORE_CLEAN_PHRASES_H_
#define STANDFIRST_CORE_CLEAN_PHRASES_H_

#include <cstdint>
#include <string_view>

#include "core/clean/view.h"

namespace standfirst {

// Phrases of the page that need more than a pattern to be told. All take a
// view and a token to start at, and say where the phrase ends.

// The token can be the first of a sentence: a capital, a figure, a quote.
bool IsSentenceStart(const View& view, uint32_t token);

// Ends like a sentence: a stop, with or without closing quotes.
bool EndsWithStop(std::string_view text);

// Sentence ends inside the view: a stop with a sentence start behind it, and
// a stop at its end.
uint32_t CountSentences(const View& view);

// What was recognised at the start of a paragraph; token indices.
struct Dateline {
  uint32_t end = 0;  // First token that is no part of it; 0: none.
  bool has_place = false;
  bool has_date = false;
  bool has_agency = false;
  uint32_t place_begin = 0;
  uint32_t place_end = 0;
  uint32_t date_begin = 0;
  uint32_t date_end = 0;
};
// `below_deck`: a sentence stands above it.
Dateline ReadDateline(const View& view, uint32_t token, bool below_deck);

// A caption glued before the first sentence: a few words about a picture,
// perhaps with a credit. Returns the token behind it, 0 if there is none.
// `sure`: it says what it is by itself; else a dateline has to follow.
uint32_t SkipGluedCaption(const View& view, bool* sure);

// "BREAKING:": a label that is no place. The token behind it, or `token`.
uint32_t SkipLabel(const View& view, uint32_t token);
// "Police on Monday …", behind what may be a place and a colon: news, and
// nobody who speaks.
bool OpensWithDay(const View& view, uint32_t token);

// "By Ana Ruiz and Tom Lee, Staff Writers": the token behind the last name or
// role, or `token`.
uint32_t SkipByline(const View& view, uint32_t token);
// Names and roles from `token` on: the token behind the last one, or `token`.
uint32_t SkipNames(const View& view, uint32_t token);
// A whole line of names and roles without "By": "Ana Ruiz | The Gazette".
bool IsNameLine(const View& view);
// "Ana Ruiz, Staff Writer": names and at least one role.
bool HasRole(const View& view);

// "Home > News > Regional", "Terms of use | Privacy | Contact".
bool IsTrail(const View& view);

// "Education correspondent": what somebody is, and nobody's name.
bool IsRoleLine(const View& view);

// "Updated: 08:17, Tuesday March 26, 2013", "10:21 EST, 3 May 2013": the token
// behind it, or `token`. `labelled`: it has to start with "Updated" or such.
uint32_t SkipTimestamp(const View& view, uint32_t token, bool labelled);

// A day with its year: "26 March 2013", "Mon, May 3, 2024", "2024-05-03",
// "03/05/2024". The token behind it, or `token`.
uint32_t SkipWholeDate(const View& view, uint32_t token);
// "January 3, 1931 – November 19, 2023": two whole dates and nothing else.
bool IsDateRange(const View& view);

// The line ends in a picture's credit, or is one.
bool EndsWithCredit(const View& view);
// Where the people in a picture stand: "(left)", "pictured", "is seen".
bool SpeaksOfPicture(const View& view);

// An imperative and a noun of the site's own: "Sign up for our newsletter".
bool IsPrompt(const View& view);
// "We use cookies to …".
bool IsCookieNote(const View& view);
// "Ana Ruiz is a reporter for The Gazette.", with an address.
bool IsAuthorNote(const View& view);
// "Ana Ruiz writes about rivers.": a name and what its bearer does.
bool DescribesPerson(const View& view);
// The same of somebody who writes: "… is a reporter at The Gazette."
bool DescribesWriter(const View& view);

// "… contributed to this report."
bool NamesContributors(const View& view);

// "(Reporting by X)", "-- IANS", "(ANI)" at the end of a paragraph: the token
// where it starts, or size().
uint32_t FindClosingTag(const View& view);

// "12", "Page 3 of 9", "— 7 —". `number`: the page.
bool IsPageNumber(const View& view, uint32_t* number, bool* labelled);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_PHRASES_H_

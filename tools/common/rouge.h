#ifndef STANDFIRST_TOOLS_COMMON_ROUGE_H_
#define STANDFIRST_TOOLS_COMMON_ROUGE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standfirst::tools {

// ROUGE (Lin 2004) as Google's rouge-score reckons it, without stemming:
// lower-cased runs of a-z and 0-9, clipped n-gram counts, longest common
// subsequence, F1. Agrees with the reference scorer of docs/evaluation.md.

// The words that are counted. O(|text|).
std::vector<std::string> RougeTokens(std::string_view text);

struct RougeScore {
  double rouge1 = 0;  // F1, 0 to 1.
  double rouge2 = 0;
  double rouge_l = 0;
};

// Of several references each measure takes its best.
// O(|reference| * |prediction| / 64).
RougeScore Rouge(std::span<const std::string> references,
                 std::string_view prediction);

// The reference scorer's own simple sentences: a line break ends one, and so
// does ". ! ?" before a capital or a digit unless an abbreviation stands there.
std::vector<std::string> LeadSentences(std::string_view text);

// Pieces between white space.
std::vector<std::string_view> SplitWords(std::string_view text);

// What every summary is held against: the beginning of the text.
std::string LeadBySentences(std::string_view text, size_t sentences);
std::string LeadByWords(std::string_view text, size_t words);
std::string LeadByWholeSentences(std::string_view text, size_t words);

// Mean and 95 % percentile-bootstrap interval of the mean (Efron 1979), by
// 1000 resamples with a generator of our own.
struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
};
Interval Bootstrap(std::span<const double> values);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_ROUGE_H_

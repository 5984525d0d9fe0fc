#include "core/text/document.h"

namespace standfirst {

std::string_view BlockKindName(BlockKind kind) {
  switch (kind) {
    case BlockKind::kTitle:
      return "title";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kListItem:
      return "list-item";
    case BlockKind::kQuotation:
      return "quotation";
    case BlockKind::kCaption:
      return "caption";
    case BlockKind::kTable:
      return "table";
    case BlockKind::kCode:
      return "code";
  }
  return "paragraph";
}

}  // namespace standfirst

#include "core/segment/segment_model.h"
namespace standfirst { Expected<SegmentModel> SegmentModel::Read(const ModelPart& part) { (void)part; return SegmentModel(); } }

#pragma once
#include <cpl_error.h>

namespace sanggan {

/// Keeps GDAL from printing; its last message is asked for instead.
struct QuietGdal {
  QuietGdal() { CPLPushErrorHandler(CPLQuietErrorHandler); }
  ~QuietGdal() { CPLPopErrorHandler(); }
};

}  // namespace sanggan

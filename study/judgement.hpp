#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "study/provenance.hpp"

namespace sanggan {

/// What a standard says of a sample, grade by grade from the best up: the worst substance decides.
struct Judgement {
  int grade = 0;                      ///< of the worst substance
  std::vector<std::string> worst;     ///< substances of that grade; none at grade 0
  std::vector<std::string> unjudged;  ///< substances for which the standard has no figure
  Status status = Status::read;       ///< the weakest of the figures compared with

  void add(std::string const& substance, int its_grade, Status its_status) {
    status = weaker(status, its_status);
    if (its_grade > grade) worst.clear();
    grade = std::max(grade, its_grade);
    if (its_grade == grade && grade > 0) worst.push_back(substance);
  }
};

}  // namespace sanggan

#include "io/expression.hpp"

#include <muParser.h>

#include <memory>
#include <mutex>

namespace sanggan {
namespace {

/// muParser evaluates with the variables it is bound to, so one caller at a time.
class Formula {
 public:
  explicit Formula(std::string const& text) {
    parser_.DefineVar("x", &p_.x);
    parser_.DefineVar("y", &p_.y);
    parser_.DefineVar("z", &p_.z);
    parser_.SetExpr(text);
  }
  double at(Vec3 p) {
    std::lock_guard const lock(mutex_);
    p_ = p;
    return parser_.Eval();
  }

 private:
  Vec3 p_;
  mu::Parser parser_;
  std::mutex mutex_;
};

}  // namespace

Expression parse_expression(std::string const& text) {
  try {
    auto const formula = std::make_shared<Formula>(text);
    formula->at({1, 1, 1});
    return {[formula](Vec3 p) { return formula->at(p); }, {}};
  } catch (mu::Parser::exception_type const& error) {
    return {{}, error.GetMsg()};
  }
}

}  // namespace sanggan

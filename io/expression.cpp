#include "io/expression.hpp"

#include <muParser.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

namespace sanggan {
namespace {

/// muParser evaluates with the variables it is bound to, so one caller at a time.
class ParsedFormula {
 public:
  explicit ParsedFormula(std::string const& text) {
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

/// Evaluates the formula of a rate.
class ParsedRate : public chemistry::RateFunction {
 public:
  explicit ParsedRate(chemistry::PlainFormula formula)
      : formula_(std::move(formula)), quantities_(formula_.quantities.size(), 1.0) {
    parser_.DefineVar("m", &m_);
    parser_.DefineVar("m0", &m_0_);
    parser_.DefineVar("T", &T_);
    parser_.DefineVar("W", &W_);
    for (std::size_t k = 0; k < quantities_.size(); ++k)
      parser_.DefineVar(chemistry::symbol_of(k), &quantities_[k]);
    parser_.SetExpr(formula_.text);
    parser_.Eval();
  }
  double at(chemistry::RateView const& cell) override {
    m_ = cell.moles;
    m_0_ = cell.initial_moles;
    T_ = cell.temperature;
    W_ = cell.water;
    std::copy(cell.quantity.begin(), cell.quantity.end(), quantities_.begin());
    return parser_.Eval();
  }
  std::unique_ptr<RateFunction> copy() const override {
    return std::make_unique<ParsedRate>(formula_);
  }

 private:
  chemistry::PlainFormula formula_;
  double m_ = 1, m_0_ = 1, T_ = 1, W_ = 1;
  std::vector<double> quantities_;
  mu::Parser parser_;
};

}  // namespace

Expression parse_expression(std::string const& text) {
  try {
    auto const formula = std::make_shared<ParsedFormula>(text);
    formula->at({1, 1, 1});
    return {[formula](Vec3 p) { return formula->at(p); }, {}};
  } catch (mu::Parser::exception_type const& error) {
    return {{}, error.GetMsg()};
  }
}

RateExpression parse_rate(std::string const& formula) {
  chemistry::PlainFormula plain = chemistry::plain_formula(formula);
  if (!plain.problem.empty()) return {nullptr, plain.problem};
  try {
    return {std::make_unique<ParsedRate>(std::move(plain)), {}};
  } catch (mu::Parser::exception_type const& error) {
    return {nullptr, error.GetMsg()};
  }
}

}  // namespace sanggan

#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "study/exposure.hpp"
#include "study/provenance.hpp"

namespace sanggan {

/// How harmful a substance is. What is not known is absent, and its pathway is left out.
struct Toxicity {
  std::string substance;
  std::optional<double> oral_slope_factor = {};        ///< SFo, of cancer (s: risk over kg/(kg s))
  std::optional<double> inhalation_unit_risk = {};     ///< IUR, of cancer (m3/kg)
  std::optional<double> oral_reference_dose = {};      ///< RfDo (kg/(kg s))
  std::optional<double> reference_concentration = {};  ///< RfC, in air (kg/m3)
  std::optional<double> gastrointestinal_absorption = {};  ///< ABSgi (-)
  std::optional<double> dermal_absorption = {};            ///< ABSd (-)
  Status status = Status::read;                            ///< of the weakest figure
};

enum class Pathway { oral, dermal, particles, water };
inline constexpr std::array<std::string_view, 4> pathway_words{
    "soil swallowed", "soil on skin", "particles breathed", "groundwater drunk"};

/// Risk of cancer (-) or hazard quotient (-) by pathway; none where the figures for it lack.
struct ByPathway {
  std::array<std::optional<double>, 4> of;
  Status status = Status::read;  ///< of the weakest figure, of exposure or toxicity
  /// Over the pathways that there are; none if there is none.
  std::optional<double> sum() const;
};

/// What people meet: total content of the soil (kg/kg) and concentration in the groundwater that
/// they drink (kg/m3); absent: not met.
struct PollutedSite {
  std::optional<double> soil, water;
};

/// Risk of cancer: intake times content times slope factor, SFd = SFo / ABSgi and
/// SFi = IUR BW / DAIR of the adult.  [HJRisk2019]
ByPathway cancer_risk(Exposure const& exposure, Toxicity const& toxicity, PollutedSite const& site);

/// Hazard quotient: intake times content over the share of the reference dose that soil or water
/// may take, RfDd = RfDo ABSgi and RfDi = RfC DAIR / BW of the adult.  [HJRisk2019]
ByPathway hazard_quotient(Exposure const& exposure, Toxicity const& toxicity,
                          PollutedSite const& site);

/// What is accepted of one substance.
struct AcceptedRisk {
  double cancer = 0;  ///< 1e-6 in HJ 25.3-2019
  double hazard = 0;  ///< 1 in HJ 25.3-2019
};

/// Content of the soil (kg/kg) or concentration of the groundwater (kg/m3) at which the risk over
/// its pathways is what is accepted, the lower one of cancer and hazard; none where neither can be
/// told. Content and risk are proportional.
std::optional<double> soil_goal(Exposure const& exposure, Toxicity const& toxicity,
                                AcceptedRisk const& accepted);
std::optional<double> water_goal(Exposure const& exposure, Toxicity const& toxicity,
                                 AcceptedRisk const& accepted);

}  // namespace sanggan

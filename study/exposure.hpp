#pragma once
#include <optional>

#include "study/provenance.hpp"

namespace sanggan {

/// How a person meets a polluted soil and its groundwater.
struct Person {
  double duration = 0;           ///< ED, time of exposure (s)
  double frequency = 0;          ///< EF, share of it with exposure (-)
  double indoor_frequency = 0;   ///< EFI, share of it indoors (-)
  double outdoor_frequency = 0;  ///< EFO, share of it outdoors (-)
  double body_weight = 0;        ///< BW (kg)
  double height = 0;             ///< H (m)
  double soil_swallowed = 0;     ///< OSIR (kg/s)
  double air_breathed = 0;       ///< DAIR (m3/s)
  double water_drunk = 0;        ///< GWCR (m3/s)
  double skin_share = 0;         ///< share of the skin that is bare (-)
  double soil_on_skin = 0;       ///< SSAR (kg/m2)

  /// Bare skin 239 H^0.417 BW^0.517 share (m2; the formula gives cm2 from cm and kg).
  double bare_skin() const;
};

/// How people meet it on land of one use. Without a child the adult alone is exposed.
struct Exposure {
  Person adult;
  std::optional<Person> child;
  double skin_events = 0;           ///< Ev (1/s)
  double particles_in_air = 0;      ///< PM10 (kg/m3)
  double particles_retained = 0;    ///< PIAF (-)
  double soil_in_indoor_dust = 0;   ///< fspi (-)
  double soil_in_outdoor_dust = 0;  ///< fspo (-)
  double oral_absorption = 0;       ///< ABSo (-)
  double soil_share = 0;            ///< SAF, share of the reference dose that the soil may take (-)
  double water_share = 0;           ///< WAF, share that the groundwater may take (-)
  double cancer_averaging_time = 0;  ///< ATca (s)
  double hazard_averaging_time = 0;  ///< ATnc (s)
  Status status = Status::read;      ///< of the weakest figure
};

/// Intake by pathway, per kg of body weight and time, for one unit of content.
struct Intake {
  double oral = 0;       ///< OISER (kg of soil/(kg s))
  double dermal = 0;     ///< DCSER at a dermal absorption of 1 (kg of soil/(kg s))
  double particles = 0;  ///< PISER (kg of soil/(kg s))
  double water = 0;      ///< CGWER (m3 of groundwater/(kg s))
};

/// Intake that counts for cancer: of child and adult over a lifetime.  [HJRisk2019]
Intake cancer_intake(Exposure const& exposure);

/// Intake that counts for other harm: of the child where there is one, else of the adult.
/// [HJRisk2019]
Intake hazard_intake(Exposure const& exposure);

}  // namespace sanggan

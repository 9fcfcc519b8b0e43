#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "physics/barrier.hpp"
#include "physics/boundary.hpp"
#include "physics/dispersion.hpp"
#include "physics/isotherm.hpp"
#include "physics/region.hpp"
#include "physics/release.hpp"
#include "physics/retention.hpp"
#include "physics/series.hpp"
#include "physics/tensor.hpp"

namespace sanggan {

namespace chemistry {
struct SiteChemistry;
}

/// Immobile water beside the mobile: theta_im R_im dC_im/dt = rate (C - C_im).  [vanGenuchten1976]
struct ImmobileDomain {
  double theta_im = 0;  ///< water content of the immobile domain (-)
  double rate = 0;      ///< first-order exchange per bulk volume (1/s)
  double sorption_share =
      0;  ///< share of the sites (equilibrium) that lie in the immobile domain (-)
};

/// One porous material, in SI.
struct Material {
  std::string name;
  SymmetricTensor K;  ///< saturated conductivity (m/s)
  Retention retention;
  double S_s = 0;    ///< specific storage (1/m)
  double rho_b = 0;  ///< dry bulk density (kg/m3)
  Dispersivity dispersivity;
  std::optional<double> tortuosity;               ///< fixed; empty: Millington & Quirk 1961
  std::vector<std::optional<Sorption>> sorption;  ///< by species
  std::optional<ImmobileDomain> immobile;
};

/// Consumption of a species in some zones beside its decay: k0 + k1 theta C + Monod (per bulk
/// volume). The zero-order part stops where C is used up.
struct Consumption {
  std::vector<std::string> zones;  ///< empty: everywhere
  double zero_order = 0;           ///< (mol/(m3 s)); fades where C falls below zero_order_edge
  double zero_order_edge = 1e-6;   ///< (mol/m3)
  double first_order = 0;          ///< (1/s), on the water
  double monod_rate = 0;           ///< largest rate, on the water (mol/(m3 s))
  double monod_half = 1;           ///< half-saturation concentration (mol/m3)
  bool on_total = false;           ///< first order acts on water and gas (bulk gas concentration)
  PlaceCondition holds = {};       ///< where in these zones; empty: everywhere
  int account = -1;                ///< of Site::accounts that it is booked under; -1: consumed
};

/// One dissolved substance. Concentrations are of the water, C (mol/m3).
struct Species {
  std::string name;
  double molar_mass = 0;      ///< (kg/mol)
  double D_m = 0;             ///< diffusion in water (m2/s)
  double D_g = 0;             ///< diffusion in free gas (m2/s), used if K_H > 0
  double K_H = 0;             ///< gas over water concentration at equilibrium (-); 0: not volatile
  double lambda = 0;          ///< first-order decay (1/s)
  bool sorbed_decays = true;  ///< decay acts on the sorbed part as well
  int daughter = -1;          ///< species that the decay feeds, -1: none
  double yield = 1;           ///< mol of daughter per mol
  double C_initial = 0;       ///< natural background (mol/m3)
  PlaceFunction C_initial_at = {};  ///< the same by place, where it is not uniform (mol/m3)
  std::vector<std::pair<std::string, double>> C_initial_in_zone;  ///< (zone, mol/m3)
  std::vector<Consumption> consumption;
  double C_limit = 0;        ///< limit to compare with (mol/m3); 0: none
  std::string limit_source;  ///< where the limit comes from
};

/// Units in which results of a species are written: of mass, or of amount where it has no molar
/// mass.
struct ResultUnits {
  std::string_view concentration, content, bulk, total;
  double per_mmol;  ///< concentration per mol/m3 (mg/L or mmol/L)
  double per_mol;   ///< total per mol (kg or mol)
};
inline ResultUnits result_units(Species const& species) {
  if (species.molar_mass <= 0) return {"mmol/L", "mmol/kg", "mol/m3", "mol", 1, 1};
  return {"mg/L", "mg/kg", "g/m3", "kg", 1000 * species.molar_mass, species.molar_mass};
}

/// What a zone of waste gives off.
struct WasteRelease {
  std::string zone;
  int species = -1;
  Release law;
  int oxidant = -1;            ///< species consumed by an oxidation law, -1: none
  double oxidant_per_mol = 0;  ///< mol of oxidant used per mol released
};

/// Which water of the chemistry comes in, in time: waters[k] from times[k] on; one water and no
/// time for always; nothing for pure water.
struct WaterSeries {
  std::vector<double> times;  ///< (s)
  std::vector<std::string> waters;
};

/// Cells of a region and of the material `from` have the material `to` instead.
struct MaterialChange {
  Region region;
  int from = -1;  ///< index into Site::materials; -1: any
  int to = 0;
};

/// What waste gives off in a region is multiplied by a factor.
struct ReleaseChange {
  Region region;
  int species = -1;  ///< -1: all
  double factor = 1;
};

/// Flow through a patch and what the inflowing water carries.
struct Boundary {
  std::string name, patch;
  FlowBoundary flow;
  std::vector<Series> C_inflow;   ///< by species (mol/m3); empty series: 0
  std::vector<Series> C_fixed;    ///< by species: concentration held on the face (mol/m3)
  std::vector<Series> gas_fixed;  ///< by species: gas concentration held above (mol/m3)
  WaterSeries water = {};         ///< that enters
  WaterSeries held_water = {};    ///< of which the concentrations are held on the face
};

/// Mass that falls on a patch without water: dust, deposition, irrigation load.
struct AreaLoad {
  std::string name, patch;
  int species = -1;
  Series rate;  ///< per plan area (mol/(m2 s))
};

/// Water that other wells pump and a treatment lets through to a well that injects.
struct ReturnedWater {
  std::vector<std::string> from;  ///< names of the wells; their water is mixed
  double passes = 1;              ///< share of each concentration that is left (-)
};

/// Well with one or more screened cells. A positive rate pumps water out.
struct Well {
  std::string name;
  double x = 0, y = 0, screen_bottom = 0, screen_top = 0;  ///< (m)
  double radius = 0.1, skin = 0;                           ///< (m), (-)
  std::optional<Series> rate;      ///< pumped (m3/s); the head then never falls below
  std::optional<Series> head;      ///< `lowest_head`; or the head itself is held (m)
  double lowest_head = -1e300;     ///< (m)
  std::vector<Series> C_injected;  ///< by species (mol/m3)
  /// By species, empty where it does not count (mol/m3): see WellSwitch.
  std::vector<Series> stop_below = {}, restart_above = {};
  WaterSeries water = {};  ///< that is injected
  /// If it is given, C_injected holds for the chemistry alone.
  std::optional<ReturnedWater> returned = {};
  bool standby = false;  ///< stands still unless a measure runs it
};

/// Water or substances set free in a box-shaped region, e.g. a leaking pipe or a line source.
struct VolumeSource {
  std::string name, zone;
  Series water;                      ///< total over the zone (m3/s)
  std::vector<Series> mass;          ///< by species, total over the zone (mol/s)
  PlaceFunction water_density = {};  ///< water per volume of ground, by place (1/s)
};

/// The whole site: what there is, independent of any mesh.
struct Site {
  std::vector<Material> materials;
  std::vector<std::pair<std::string, int>> material_of_zone;  ///< (zone, index into materials)
  std::vector<MaterialChange> material_changes;               ///< one after the other
  std::vector<Species> species;
  std::vector<Boundary> boundaries;
  std::vector<WasteRelease> releases;
  std::vector<ReleaseChange> release_changes;
  std::vector<Barrier> barriers;
  std::vector<Well> wells;
  std::vector<AreaLoad> loads;
  std::vector<VolumeSource> sources;
  std::shared_ptr<chemistry::SiteChemistry const> chemistry;  ///< null: species alone
  std::size_t first_mobile = 0;  ///< species that stands for the first mobile of the chemistry
  /// Names under which the ledger books what neither boundaries nor wells nor processes account
  /// for.
  std::vector<std::string> accounts;
};

}  // namespace sanggan

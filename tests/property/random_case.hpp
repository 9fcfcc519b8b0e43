#pragma once
#include <rapidcheck.h>

#include <array>
#include <numbers>
#include <ostream>
#include <string>
#include <vector>

#include "tests/support/test_run.hpp"

namespace sanggan::test {

/// One soil of a random case; 0 is the plainest choice everywhere, and shrinking leads there.
struct RandomSoil {
  int law = 0;         ///< van Genuchten, Brooks-Corey, Gardner
  int shape = 0;       ///< index into parameters of the curve
  int tightness = 0;   ///< conductivity is 10^(-4-tightness) m/s
  int anisotropy = 0;  ///< vertical conductivity is 10^-anisotropy of the horizontal one
  int sorption = 0;    ///< none, linear, Freundlich, Langmuir on kinetic sites
};

/// A small site on a small mesh with a few days of weather, all in integers.
struct RandomCase {
  enum Shape { even_box, uneven_box, hill, pinch_out };
  enum Side { closed, fixed_head, seepage };
  enum Ground { covered, recharge, rain, weather };
  int shape = even_box;
  int nx = 1, ny = 1, nz = 2;
  int zoning = 0;  ///< one soil, layers, scattered over the cells
  std::vector<RandomSoil> soils{{}, {}, {}};
  int west = closed, east = closed, ground = covered;
  bool drains = false, river = false;       ///< free drainage at the base; a river on the west half
  bool pumped = false, injected = false;    ///< a well in the first column, one in the last
  std::vector<int> rain_rates{0, 0, 0, 0};  ///< (mm/day), each for half a day
  int evaporation = 0;                      ///< (mm/day)
  int head_west = 0, head_east = 0;         ///< above 1 m (0.3 m)
  int dryness = 0;                          ///< least pressure head at the start is -10^dryness m
  bool immobile = false;
  bool mirrored = false;  ///< the whole case seen in a mirror that swaps west and east; not drawn
};

constexpr double case_length = 12, case_width = 6, case_height = 4, case_end = 2 * 86400.0;

// ---- drawing and printing

inline rc::Gen<RandomSoil> random_soil() {
  using rc::gen::inRange;
  return rc::gen::build<RandomSoil>(rc::gen::set(&RandomSoil::law, inRange(0, 3)),
                                    rc::gen::set(&RandomSoil::shape, inRange(0, 5)),
                                    rc::gen::set(&RandomSoil::tightness, inRange(0, 5)),
                                    rc::gen::set(&RandomSoil::anisotropy, inRange(0, 2)),
                                    rc::gen::set(&RandomSoil::sorption, inRange(0, 4)));
}

inline rc::Gen<RandomCase> random_case() {
  using rc::gen::arbitrary;
  using rc::gen::container;
  using rc::gen::inRange;
  using rc::gen::set;
  using R = RandomCase;
  return rc::gen::resize(
      rc::kNominalSize,
      rc::gen::build<R>(set(&R::shape, inRange(0, 4)), set(&R::nx, inRange(1, 7)),
                        set(&R::ny, inRange(1, 4)), set(&R::nz, inRange(2, 10)),
                        set(&R::zoning, inRange(0, 3)),
                        set(&R::soils, container<std::vector<RandomSoil>>(3, random_soil())),
                        set(&R::west, inRange(0, 2)), set(&R::east, inRange(0, 3)),
                        set(&R::ground, inRange(0, 4)), set(&R::drains, arbitrary<bool>()),
                        set(&R::river, arbitrary<bool>()), set(&R::pumped, arbitrary<bool>()),
                        set(&R::injected, arbitrary<bool>()),
                        set(&R::rain_rates, container<std::vector<int>>(4, inRange(0, 120))),
                        set(&R::evaporation, inRange(0, 10)), set(&R::head_west, inRange(0, 8)),
                        set(&R::head_east, inRange(0, 8)), set(&R::dryness, inRange(0, 4)),
                        set(&R::immobile, arbitrary<bool>())));
}

inline void showValue(RandomCase const& c, std::ostream& out) {
  auto const one_of = [](int k, auto... names) { return std::array{names...}.at(k); };
  out << one_of(c.shape, "even box", "uneven box", "hill", "pinch-out") << " of " << c.nx << " x "
      << c.ny << " x " << c.nz << " cells, "
      << one_of(c.zoning, "one soil", "layers", "scattered soils") << ":";
  for (RandomSoil const& soil : c.soils)
    out << "\n  " << one_of(soil.law, "van Genuchten", "Brooks-Corey", "Gardner") << " shape "
        << soil.shape << ", K 1e-" << 4 + soil.tightness << " m/s, vertical 1e-" << soil.anisotropy
        << " of it, sorption "
        << one_of(soil.sorption, "none", "linear", "Freundlich", "Langmuir kinetic");
  out << "\n  west " << one_of(c.west, "closed", "head") << " " << 1 + 0.3 * c.head_west
      << " m, east " << one_of(c.east, "closed", "head", "seepage") << " " << 1 + 0.3 * c.head_east
      << " m, ground " << one_of(c.ground, "covered", "recharge", "rain", "rain and evaporation")
      << ", rain";
  for (int rate : c.rain_rates) out << ' ' << rate;
  out << " mm/day by half days, evaporation " << c.evaporation << " mm/day"
      << (c.drains ? ", drains" : "") << (c.river ? ", river" : "") << (c.pumped ? ", pumped" : "")
      << (c.injected ? ", injected" : "") << (c.immobile ? ", immobile water" : "")
      << "\n  starts at rest above 2 m, least pressure head -1e" << c.dryness << " m"
      << (c.mirrored ? ", mirrored" : "") << "\n";
}

// ---- from integers to a mesh and a site

inline double seen(RandomCase const& c, double x) { return c.mirrored ? case_length - x : x; }
inline bool is_box(RandomCase const& c) {
  return c.shape == RandomCase::even_box || c.shape == RandomCase::uneven_box;
}

/// n + 1 edges over a length (m), wider and wider in an uneven box.
inline std::vector<double> random_edges(RandomCase const& c, double length, int n) {
  std::vector<double> x = edges(0, length, n);
  if (c.shape == RandomCase::uneven_box)
    for (double& at : x) at = length * std::pow(at / length, 1.7);
  return x;
}
inline std::vector<double> x_edges(RandomCase const& c) {
  std::vector<double> x = random_edges(c, case_length, c.nx);
  if (!c.mirrored) return x;
  for (double& at : x) at = case_length - at;
  return {x.rbegin(), x.rend()};
}

inline double ground_of(RandomCase const& c, Vec2 at) {
  if (is_box(c)) return case_height;
  double const phase = 2 * std::numbers::pi * seen(c, at.x) / case_length;
  return case_height - 0.4 + 0.6 * std::sin(phase + 0.5) + 0.05 * at.y;
}
/// Thickness of the middle layer (m); in a pinch-out it ends two thirds of the way east.
inline double middle_thickness(RandomCase const& c, Vec2 at) {
  return c.shape == RandomCase::pinch_out ? 1 - 1.5 * seen(c, at.x) / case_length : 1.0;
}

/// Which soil fills a place: layers of a third, or cell by cell without order.
inline int soil_at(RandomCase const& c, Vec3 at) {
  if (c.zoning == 0) return 0;
  if (c.zoning == 1) return at.z < 1.3 ? 0 : at.z < 2.6 ? 1 : 2;
  auto const step = [](double a) { return std::llround(std::floor(2.7 * a)); };
  return static_cast<int>((5 * step(seen(c, at.x)) + 3 * step(at.y) + 2 * step(at.z)) % 3);
}

inline Mesh random_mesh(RandomCase const& c, MPI_Comm comm) {
  constexpr double shore = 0.47 * case_length;  // through no centre of a face
  Polygon west_half{{{-1, -1}, {shore, -1}, {shore, 9}, {-1, 9}}};
  for (Vec2& corner : west_half.vertices) corner.x = seen(c, corner.x);
  std::vector<SurfaceRegion> surface;
  if (c.river) surface.push_back({"bed", west_half});
  std::vector<ZoneRegion> zones;
  for (int soil = 0; soil < 3; ++soil)
    if (is_box(c) || c.zoning == 2)
      zones.push_back({"soil" + std::to_string(soil), {}, -1e300, 1e300, [c, soil](Vec3 at) {
                         return soil_at(c, at) == soil;
                       }});
  std::vector<double> const y = random_edges(c, case_width, c.ny);
  if (is_box(c))
    return build_box(
        {x_edges(c), y, random_edges(c, case_height, c.nz), "soil0", zones, surface, {}}, comm);
  TerrainSpec terrain;
  terrain.x = x_edges(c);
  terrain.y = y;
  terrain.base = [](Vec2 at) { return 0.05 * at.y; };
  auto const soil = [&](int k) { return "soil" + std::to_string(c.zoning == 0 ? 0 : k); };
  int const n = std::max(1, c.nz / 3);
  auto const ground = [c](Vec2 at) { return ground_of(c, at); };
  auto const below = [c](Vec2 at) { return 1 + 0.05 * at.y; };
  terrain.layers = {
      {soil(0), n, 1, below},
      {soil(1), n, 1,
       [c, below](Vec2 at) { return below(at) + std::max(0.0, middle_thickness(c, at)); }},
      {soil(2), n, 0.5, ground}};
  terrain.zones = zones;
  terrain.surface = surface;
  return build_terrain(terrain, comm);
}

inline Material random_material(RandomCase const& c, RandomSoil const& soil) {
  auto const k = static_cast<std::size_t>(soil.shape);
  std::array const alpha{3.0, 1.0, 10.0, 0.5, 15.0}, n{2.0, 1.5, 3.0, 1.2, 5.0},
      lambda{1.0, 0.5, 2.0, 0.3, 4.0};
  Retention curve = VanGenuchten{0.06, 0.4, alpha[k], n[k], 0.5, n[k] < 1.5 ? -0.02 : 0.0};
  if (soil.law == 1) curve = BrooksCorey{0.06, 0.4, -1 / alpha[k], lambda[k]};
  if (soil.law == 2) curve = Gardner{0.06, 0.4, alpha[k]};
  double const K = std::pow(10.0, -4 - soil.tightness);
  Material m = material(curve, K, 2);
  m.K.zz = K * std::pow(10.0, -soil.anisotropy);
  m.S_s = 1e-4;
  m.rho_b = 1600;
  m.dispersivity = {0.3, 0.05, 0.05};
  if (soil.sorption == 1) m.sorption[0] = Sorption{LinearIsotherm{3e-4}};
  if (soil.sorption == 2) m.sorption[0] = Sorption{FreundlichIsotherm{2e-4, 1, 0.7}};
  if (soil.sorption == 3) m.sorption[0] = Sorption{LangmuirIsotherm{1e-3, 0.5}, 0.4, 1e-5};
  if (c.immobile) m.immobile = ImmobileDomain{0.05, 1e-6, 0.0};
  return m;
}

/// The site; water that enters carries C_inflow (mol/m3) of both species, a sorbing one and a
/// tracer that diffuses, and the ground holds C_initial at first.
inline Site random_site(RandomCase const& c, double C_inflow, double C_initial) {
  Site site;
  for (std::size_t k = 0; k < c.soils.size(); ++k) {
    site.materials.push_back(random_material(c, c.soils[k]));
    site.material_of_zone.emplace_back("soil" + std::to_string(k), static_cast<int>(k));
  }
  site.species = {tracer("sorbing", C_initial), tracer("tracer", C_initial)};
  site.species[1].D_m = 1e-9;
  std::vector<Series> const carried(2, Series::constant(C_inflow));
  auto const add = [&](std::string const& name, std::string const& patch, FlowBoundary flow) {
    site.boundaries.push_back({name, patch, std::move(flow), carried, {}, {}});
  };
  std::string const west = c.mirrored ? "east" : "west", east = c.mirrored ? "west" : "east";
  auto const head = [](int k) { return Series::constant(1 + 0.3 * k); };
  if (c.west == RandomCase::fixed_head) add("west", west, FixedHead{head(c.head_west)});
  if (c.east == RandomCase::fixed_head) add("east", east, FixedHead{head(c.head_east)});
  if (c.east == RandomCase::seepage) add("east", east, SeepageFace{});
  Series rates{{}, {}, Series::Kind::step, 0};
  for (std::size_t k = 0; k < c.rain_rates.size(); ++k) {
    rates.times.push_back(43200.0 * static_cast<double>(k));
    rates.values.push_back(c.rain_rates[k] * 1e-3 / 86400);
  }
  double const evaporation = c.ground == RandomCase::weather ? c.evaporation * 1e-3 / 86400 : 0;
  if (c.ground == RandomCase::recharge) add("ground", "top", Recharge{rates});
  if (c.ground >= RandomCase::rain)
    add("ground", "top", Atmosphere{rates, Series::constant(evaporation), -100, 0.02});
  if (c.drains) add("base", "bottom", FreeDrainage{});
  if (c.river) add("river", "bed", River{Series::constant(4.3), 3, 1e-6});
  auto const well = [&](std::string const& name, double x, double rate) {
    Well one{name, seen(c, x), 0.2, 0.6, 1.9, 0.05, 0, Series::constant(rate), {}, 0.5, {}};
    if (rate < 0) one.C_injected = carried;
    site.wells.push_back(one);
  };
  if (c.pumped) well("pumped", 0.1, 2e-6);
  if (c.injected) well("injected", case_length - 0.1, -2e-6);
  return site;
}

/// At rest over a water table at 2 m, but not drier than the case admits (m).
inline double random_psi(RandomCase const& c, Vec3 at) {
  return std::max(2 - at.z, -std::pow(10.0, c.dryness));
}

/// A run of a random case that is ready to start.
struct RandomRun : TestRun {
  RandomRun(RandomCase const& c, Site site, TimeControl const& time,
            NewtonControl const& newton = {}, TransportControl const& transport = {},
            MPI_Comm comm = MPI_COMM_SELF)
      : TestRun(random_mesh(c, comm), std::move(site), time, newton, transport, comm), drawn(c) {}
  bool start() {
    return simulation->start(psi([this](Vec3 at) { return random_psi(drawn, at); }));
  }
  RandomCase drawn;
};

inline TimeControl random_time() {
  TimeControl time;
  time.end = case_end;
  time.water_content_tolerance = 0.01;
  return time;
}

}  // namespace sanggan::test

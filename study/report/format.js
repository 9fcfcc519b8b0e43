// Numbers, money and times as people read them: three significant digits, calendar years.

const secondsPerYear = 365.25 * 86400;
const unknown = () => say("unknown");

/** 3 significant digits; powers of ten where zeros would have to be counted. */
function number(value) {
  if (value == null) return unknown();
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits, power] = value.toExponential(2).split("e");
    const raised = [...String(Number(power))].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
    return `${digits.replace("-", "−").replace(/\.?0+$/, "")}×10${raised.join("")}`;
  }
  const text = Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });
  return text.replace("-", "−");
}

const percent = (share) => (share == null ? unknown() : `${number(100 * share)}%`);
const quantity = (value, unit) =>
  value == null ? unknown() : !unit || unit === "1" ? number(value) : `${number(value)}\u00a0${unit}`;
const hectares = (area) => quantity(area == null ? null : area / 1e4, say("ha"));
const duration = (time) => (time == null ? unknown() : say("years", { n: number(time / secondsPerYear) }));

/** kg as people weigh them. */
const mass = (kg, unit = "kg") =>
  unit === "kg" && Math.abs(kg) >= 1e4 ? quantity(kg / 1e3, "t") : quantity(kg, unit);

/** Years: of the calendar where the study tells its start, since the start where not. */
const startYear = (() => {
  const date = study.case.start_date ? new Date(study.case.start_date) : null;
  if (!date || isNaN(date)) return null;
  return date.getUTCFullYear() + (date.getUTCMonth() + (date.getUTCDate() - 1) / 31) / 12;
})();
const yearOf = (time) => (startYear ?? 0) + time / secondsPerYear;
const year = (time) =>
  time == null
    ? unknown()
    : startYear == null
      ? say("year.since", { n: number(time / secondsPerYear) })
      : say("year", { n: Math.floor(yearOf(time) + 1e-9) });

/** What large sums are counted in: 1e4 in Chinese, 1e6 in English. */
const moneyUnit = () => {
  const yuan = study.money.currency === "CNY";
  return language === "zh"
    ? { size: 1e4, name: yuan ? "万元" : `万 ${study.money.currency}` }
    : { size: 1e6, name: `million ${study.money.currency}` };
};
const bigMoney = (value) =>
  value == null ? unknown() : `${number(value / moneyUnit().size)} ${moneyUnit().name}`;
const smallMoney = (value, per) => {
  const currency = language === "zh" && study.money.currency === "CNY" ? "元" : study.money.currency;
  return value == null ? unknown() : `${number(value)} ${currency}/${per}`;
};
/** A sum with its range, such as "12 (9–18) million CNY". */
function moneyRange(sum) {
  if (!sum) return unknown();
  const { size, name } = moneyUnit();
  const [low, typical, high] = [sum.low, sum.typical, sum.high].map((v) => number(v / size));
  return low === high ? `${typical} ${name}` : say("money.range", { low, typical, high, unit: name });
}

/** The value of a metric in the unit people use. */
function metricValue(metric, value) {
  if (value == null) return unknown();
  if (metric.name === "cost_per_kg") return smallMoney(value, "kg");
  if (metric.name === "cost_per_person") return smallMoney(value, say("person"));
  if (metric.gate === "economy") return bigMoney(value);
  return metric.unit === "s" ? duration(value) : quantity(value, metric.unit);
}

/** The functions that a formula may call, as macros/formulas/primitives.py defines them for Python. */

export const abs = Math.abs;
export const exp = Math.exp;
export const log = Math.log;
export const max = Math.max;
export const min = Math.min;
export const sqrt = Math.sqrt;
export const len = (rows) => rows.length;
export const square = (number) => number * number;
export const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** Round up to a whole number; what lies above one by no more than rounding noise is that whole number. */
export const ceil = (number) => Math.ceil(number - Math.abs(number) * 1e-12);

/** Find the value below which a share of the numbers lies (definition 7 of Hyndman and Fan). */
export function quantile(numbers, share) {
  const ordered = [...numbers].sort((a, b) => a - b);
  const position = share * (ordered.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (position - below) * (ordered[above] - ordered[below]);
}

const polynomial = (x, coefficients) => coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);

/* Coefficients of algorithm AS 241, PPND16 (Wichura 1988), lowest power first: numerator and denominator each. */
const CENTRE = [
  [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
  [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
    21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610],
];
const SHOULDER = [
  [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
    1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4],
  [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
    0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9],
];
const TAIL = [
  [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
    0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
  [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15],
];
const rational = (x, [numerator, denominator]) => polynomial(x, numerator) / polynomial(x, denominator);

/** Find the point of the standard normal distribution below which a share lies. */
export function normal_quantile(share) {
  const offset = share - 0.5;
  if (Math.abs(offset) <= 0.425) {
    return offset * rational(0.180625 - offset * offset, CENTRE);
  }
  const depth = Math.sqrt(-Math.log(offset < 0 ? share : 1 - share));
  const distance = depth <= 5 ? rational(depth - 1.6, SHOULDER) : rational(depth - 5, TAIL);
  return offset < 0 ? -distance : distance;
}

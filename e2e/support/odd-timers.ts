// Node takes a duration that is negative, no number or too long for a millisecond, and says so only here.
process.on('warning', warning => {
  if (/^Timeout(Negative|NaN|Overflow)Warning$/.test(warning.name)) throw warning
})

/** Days of the calendar, written as `2027-01-31`. */

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/** True for a text that has the form of a date, whether the calendar has that day or not. */
export function isDateLike(text: string): boolean {
  return DATE.test(text);
}

/** True for a day that the calendar has: not for `2027-02-30`. */
export function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1) return false;
  return day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

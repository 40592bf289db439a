/**
 * References of PHP's INI files: `${name}`, a setting of that name, else the environment; `${name:-text}` since PHP 8.3,
 * where neither is there. In single quotes everything is text.
 * Source: https://www.php.net/manual/en/function.parse-ini-file.php,
 * https://github.com/php/php-src/blob/php-8.3.0/Zend/zend_ini_parser.y (zend_ini_get_var)
 */
import type { InnerReference, ScanOptions } from "./scan";

function inner(text: string): InnerReference {
  const mark = text.indexOf(":-");
  const name = mark < 0 ? text : text.slice(0, mark);
  if (!/^[^\s=;&|^$~(){}!"[\]:]{1,200}$/.test(name)) return { kind: "none" };
  if (mark < 0) return { kind: "name", name };
  return { kind: "name", name, fallback: { text: text.slice(mark + 2), at: mark + 2, whenEmpty: false } };
}

export const PHP_REFERENCES: ScanOptions = { inner, escapes: {}, nested: false };

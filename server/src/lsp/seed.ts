/** Random text that only this process knows; both hosts of the server have the Web Crypto API. */
export function newSeed(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(16)).join("");
}

/**
 * Terraform's blocks that stand at the top of a file. While a brace is missing above, such a block would be read as part
 * of the one above it; where it begins its line without indentation, as `terraform fmt` writes it, it is not meant so.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/configuration
 */

const NO_LABEL = /^(?:terraform|locals|moved|import|removed)[ \t]{0,50}\{/;
const ONE_LABEL = /^(?:provider|variable|output|module|check)[ \t]{1,50}(?:"[^"\n]{0,200}"|[-\w]{1,200})[ \t]{0,50}\{/;
const TWO_LABELS =
  /^(?:resource|data|ephemeral)[ \t]{1,50}(?:"[^"\n]{0,200}"|[-\w]{1,200})[ \t]{1,50}(?:"[^"\n]{0,200}"|[-\w]{1,200})[ \t]{0,50}\{/;

/** A block of the top begins its line at `at`. */
export function beginsTopBlock(text: string, at: number): boolean {
  if (at > 0 && text.charAt(at - 1) !== "\n") return false;
  const head = text.slice(at, at + 600);
  return NO_LABEL.test(head) || ONE_LABEL.test(head) || TWO_LABELS.test(head);
}

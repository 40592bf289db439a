/** Tables of cron and anacron: assignments, schedules, users, and shell text that must fit into a line. */
import { PIECES } from "../../support/pieces";
import type { Grammar } from "../grammar";
import type { FormatTexts } from "../texts";
import { SHELL_RULES } from "./shell";

const SHARED = {
  ...SHELL_RULES,
  setting: [
    "K=«word»\n",
    'K = "«word»"\n',
    "SHELL=/bin/bash\n",
    "'K' = «word» \n",
    'MAILTO=""\n',
    "ES_API_KEY={{pair}}\n",
    "K=$L\n",
    "# m h dom mon dow user command\n",
    "# keyfit-disable-next-line «word»\n",
    "\n",
  ],
} as const satisfies Omit<Grammar, "file">;

export const CRONTAB: FormatTexts = {
  name: "crontab",
  pieces: [...PIECES.crontab, ...PIECES.shell],
  grammar: {
    ...SHARED,
    file: ["«row*»", "«setting*»«row+»", "\uFEFF«row+»"],
    row: [
      "«when» «line»",
      "«when»\troot\t«line»",
      "«when» es . $HOME/.env; «line»",
      "«when» -n -q «line»",
      "«when» curl «value» -d @- «value»%«word»%«word»%\n",
      "«when» curl -H «value» 'https://a/\\%3Cb-%7Bnow%7D' \\\n",
      "«setting»",
      "«word»\n",
    ],
    when: [
      "0 1 * * *",
      "*/5 0-3,7 * jan mon-fri",
      "@daily",
      "@reboot",
      "*\t*  * * *",
      "0 1 * *",
      "60 99 * * 8",
      "@every_minute",
    ],
  },
  nests: [
    ["* * * * * $(", ")"],
    ["* * * * * %", ""],
    ["K=a\n", ""],
    ["* * * * * a\n", ""],
    ["\\%", ""],
    ["@daily ", ""],
  ],
  paths: ["crontab", "etc/cron.d/x", "etc/crontab", "var/spool/cron/crontabs/es"],
};

export const ANACRONTAB: FormatTexts = {
  name: "anacrontab",
  pieces: [
    ...PIECES.crontab,
    ...PIECES.shell,
    "1 5 a ",
    "\n7\t25\tx\t",
    "@monthly 4 b ",
    "\\\n",
    "START_HOURS_RANGE=3-22\n",
  ],
  grammar: {
    ...SHARED,
    file: ["«row*»", "SHELL=/bin/sh\nRANDOM_DELAY=45\n«row+»"],
    row: ["«when» «line»", "«when» curl -H «value» \\\n  «value»\n", "«setting»", "K=a \\\n b\n", "«word»\n"],
    when: ["1 5 a", "7\t25\tcron.weekly", "@monthly 45 b", "1 5", "1 5 a/b", "99999999999 1 a"],
  },
  nests: [
    ["1 5 a $(", ")"],
    ["1 5 a b\\\n", ""],
    ["\\\n", ""],
    ["K=a\\\n", ""],
  ],
  paths: ["etc/anacrontab"],
};

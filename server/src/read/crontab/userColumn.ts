/**
 * Tells whether a job names a user before its command. `/etc/crontab` and the files of `/etc/cron.d` do, a user's own
 * table does not, and the file's name does not always say which it is. A command must never be taken for a user, since
 * what it sends would then be lost; so the whole file has to show that it has the column, and even then a word that is
 * a known program, or that no command follows, is the command.
 */
import type { Span } from "../../text/span";
import { skipBlanks, wordEnd } from "./schedule";

/** Where a job's command begins. */
export interface JobStart {
  readonly command: number;
  /** A table with the column lacks it in this line. */
  readonly lacksUser: boolean;
}

/** Answers for one job, given as the stretch behind its schedule. */
export type FindCommand = (rest: Span) => JobStart;

/** Looks at all jobs and comments of a table and answers how to read each of its jobs. */
export function userColumn(
  text: string,
  system: boolean | "auto",
  rests: readonly Span[],
  comments: readonly string[],
): FindCommand {
  if (system === false) return ({ start }) => ({ command: start, lacksUser: false });
  if (system === true) return (rest) => inSystemTable(text, rest);
  const jobs = rests.map((rest) => firstWords(text, rest));
  // Debian and Red Hat head the columns of a system table with "user command", "user-name command".
  const isHeaded = comments.some((comment) => /\buser(?:-?name)?[ \t]{1,20}command/i.test(comment));
  const isSystem = isHeaded || jobs.some((job) => isSurely(job));
  const hasBareJob = jobs.some((job) => !isLikely(job) && !couldBeUser(job));
  const likely = new Set(isSystem || hasBareJob ? [] : jobs.filter((job) => isLikely(job)).map(({ first }) => first));
  return (rest) => {
    const job = firstWords(text, rest);
    const named = isSystem ? couldBeUser(job) : likely.has(job.first) && couldBeUser(job);
    return { command: named ? job.next : rest.start, lacksUser: false };
  };
}

interface FirstWords {
  readonly first: string;
  readonly second: string;
  /** Where the second word begins. */
  readonly next: number;
}

function firstWords(text: string, rest: Span): FirstWords {
  const end = wordEnd(text, rest.start, rest.end);
  const next = skipBlanks(text, end, rest.end);
  // Words longer than any user's or program's name are told apart by their beginnings as well.
  const cut = (from: number, to: number): string => text.slice(from, Math.min(to, from + 200));
  return { first: cut(rest.start, end), second: cut(next, wordEnd(text, next, rest.end)), next };
}

/** cron takes any word for the user. One that can be none was meant as the command, and so was one before options. */
function inSystemTable(text: string, rest: Span): JobStart {
  const { first, second, next } = firstWords(text, rest);
  const isUser = /^[A-Za-z_][\w.@:/\\+-]*\$?$/.test(first) && (!second.startsWith("-") || /^-[nqs]$/.test(second));
  return isUser ? { command: next, lacksUser: false } : { command: rest.start, lacksUser: true };
}

function couldBeUser({ first, second }: FirstWords): boolean {
  return /^[A-Za-z_][\w.-]{0,31}\$?$/.test(first) && !PROGRAMS.has(first) && beginsCommand(second);
}

function isSurely(job: FirstWords): boolean {
  return USERS.has(job.first) && couldBeUser(job);
}

/** A word that names no program, before one that does. */
function isLikely(job: FirstWords): boolean {
  const program = job.second.slice(job.second.lastIndexOf("/") + 1);
  return couldBeUser(job) && PROGRAMS.has(program);
}

/** Options, operators, numbers and URLs follow a program, not a user. */
function beginsCommand(word: string): boolean {
  return /^(?:[A-Za-z_./~$"'`([{:!]|-[nqs]$)/.test(word) && !word.includes("://");
}

/** Accounts that are no programs. */
const USERS: ReadonlySet<string> = new Set(
  `
    root nobody www-data ubuntu ec2-user centos debian daemon vagrant azureuser
    postgres apache jenkins elasticsearch
  `
    .trim()
    .split(/\s+/),
);

/** What crontabs run, and what runs something else. */
const PROGRAMS: ReadonlySet<string> = new Set(
  `
    sh bash dash ash ksh zsh env sudo doas su runuser timeout nice ionice
    nohup setsid flock chronic cronic stdbuf xargs exec eval command time chroot
    cd test [ true false set export source . : if for while case until
    curl wget http https xh httpie jq yq nc ssh scp sftp rsync telnet
    echo printf cat rm mv cp ln mkdir touch find grep sed awk cut sort
    tar gzip gunzip zip unzip xz zstd head tail tee wc ls chmod chown
    date sleep logger mail mailx sendmail kill pkill killall ps df du sync
    python python2 python3 perl ruby node npm npx yarn php java go make git
    docker docker-compose podman kubectl helm oc aws gcloud az terraform ansible
    systemctl service run-parts logrotate certbot ntpdate anacron reboot shutdown
    apt apt-get yum dnf apk snap updatedb freshclam restic borg rclone duplicity
    mysql mysqldump psql pg_dump pg_dumpall vacuumdb mongodump redis-cli sqlite3
    elasticdump curator eland filebeat metricbeat heartbeat auditbeat packetbeat logstash
  `
    .trim()
    .split(/\s+/),
);

// Probes that a person makes: with two windows, a second location, or a console. Their commands are in docs/runbooks/first-contact.md.
import type { Probe } from "./probe.ts";

export const manualProbes: readonly Probe[] = [
  {
    name: "neon-reset-cuts-sessions",
    question: "Does resetting one role's password by Neon's API end the sessions of other roles?",
    answers: {
      yes: "Passwords are changed by SQL alone, of the idle one of two logins: what the runbook does.",
      no: "The runbook stays as it is: SQL is no worse.",
    },
    ask: null,
  },
  {
    name: "neon-create-role-cuts-sessions",
    question: "Does creating a role by Neon's API end sessions?",
    answers: { yes: "No role is created by the console or the API while anything is served.", no: "Nothing to do." },
    ask: null,
  },
  {
    name: "neon-valid-until",
    question: "Does Neon's proxy refuse a login whose VALID UNTIL has passed?",
    answers: {
      yes: "Nothing to do: the clock closes the migrator.",
      no: "A release that is killed leaves the migrator open: close it by rotation.revoke in a step that always runs, and say so in decision 75.",
    },
    ask: null,
  },
  {
    name: "neon-password-by-function",
    question:
      "Is a password that a SECURITY DEFINER function of a role with CREATEROLE has set taken at once, by both hosts, and the one before refused?",
    answers: {
      yes: "Nothing to do.",
      no: "Neon's proxy knows of a password by what the owner says alone, or remembers the one before: measure for how long, and let a rotation prove both hosts before it publishes.",
    },
    ask: null,
  },
  {
    name: "neon-viewer-key-plans",
    question: "Does an organisation's Viewer key suffice for terraform plan?",
    answers: {
      yes: "The nightly drift plans Neon with that key.",
      no: "Neon is planned by the protected release job alone; the nightly drift leaves it out.",
    },
    ask: null,
  },
  {
    name: "neon-key-makes-keys",
    question: "May a key of a Neon organisation make other keys of it?",
    answers: {
      yes: "GitHub's key gets the project alone, if neon-project-key-plans says that this is enough; otherwise it is held by the approved environment, and decision 77 says so.",
      no: "Nothing to do, but that the authority of rotate:credential is an administrator's personal key.",
    },
    ask: null,
  },
  {
    name: "neon-project-key-plans",
    question: "Does a Neon key of the project alone suffice for terraform plan?",
    answers: {
      yes: "Make GitHub's key one of the project alone: it makes no keys, and its successors are like it.",
      no: "GitHub's key stays one of the organisation.",
    },
    ask: null,
  },
  {
    name: "neon-reset-cuts-the-compute",
    question:
      "In a project that stores no passwords, does the API's reset of the owner's password answer it, and end the owner's sessions alone?",
    answers: {
      yes: "Nothing to do.",
      no: "A reset in the console costs one reconnect of every lane: say so in docs/runbooks/rotate.md. When the answer has no password, docs/runbooks/new-environment.md has to store passwords for that minute.",
    },
    ask: null,
  },
  {
    name: "neon-provider-shape",
    question: "Is neondatabase/neon's schema the one of terraform/schemas/neon.json?",
    answers: { yes: "Nothing to do.", no: "Change terraform/schemas/neon.json and terraform/modules/database together." },
    ask: null,
  },
  {
    name: "secrets-store-propagation",
    question: "Is a changed value of the Secrets Store read everywhere within a minute?",
    answers: {
      yes: "Rotations overlap for a minute before the old value ends.",
      no: "Rotations overlap for the longest time that was measured, doubled.",
    },
    ask: null,
  },
  {
    name: "r2-keys-are-tokens",
    question: "Are R2's keys of the account in the list of its API tokens, with their names, and does a token made by the API sign for R2?",
    answers: {
      yes: "Nothing to do.",
      no: "Rotate R2's keys in its dashboard: take them out of tools/delivery/src/rotate-credential/kinds.ts, and say so in docs/runbooks/rotate.md.",
    },
    ask: null,
  },
  {
    name: "tail-of-rpc-and-objects",
    question: "Does wrangler tail show calls by RPC and to Durable Objects?",
    answers: {
      yes: "An incident is followed by the tail of the core alone.",
      no: "An incident is followed by what the core logs: its tail shows nothing of lanes.",
    },
    ask: null,
  },
  {
    name: "zone-plan-legacy-id",
    question: "Does a refreshed zone say its plan as `plan.legacy_id`, `free` or `pro`?",
    answers: { yes: "Nothing to do.", no: "The precondition of the rate limits compares another attribute: `plan.name`." },
    ask: null,
  },
  {
    name: "domain-without-version",
    question: "Does a Worker that has no version take a custom domain on an active zone?",
    answers: {
      yes: "Nothing to do.",
      no: "The first phase of docs/runbooks/new-environment.md uploads an empty Worker before it makes the hosts.",
    },
    ask: null,
  },
  {
    name: "headers-of-cloudflares-answers",
    question: "Do Cloudflare's own answers (blocks, rate limits, errors 1xxx) have the headers of our rules?",
    answers: { yes: "Nothing to do.", no: "Name those that have none in the decision about them, under what remains." },
    ask: null,
  },
  {
    name: "headers-of-redirects",
    question: "Has the redirect to HTTPS the headers of our rules?",
    answers: { yes: "Nothing to do.", no: "Name the headers that are missing where the page says what remains." },
    ask: null,
  },
  {
    name: "strong-etags",
    question: "Does an answer of the API keep its strong ETag through Cloudflare, and stay uncompressed?",
    answers: { yes: "Nothing to do.", no: "Add a compression rule with the algorithm `none` for the API's hosts." },
    ask: null,
  },
  {
    name: "dnssec-status",
    question: "After the DS record is entered, is the plan empty?",
    answers: { yes: "Nothing to do.", no: "Ignore `status` of the zone's DNSSEC, with the reason." },
    ask: null,
  },
  {
    name: "wrangler-needs-the-account-id",
    question: "Does Wrangler need CLOUDFLARE_ACCOUNT_ID with an account-owned token?",
    answers: { yes: "The runbook exports it: nothing to do.", no: "Nothing to do; the line may go." },
    ask: null,
  },
  {
    name: "delay-of-deferred-updates",
    question: "Has every busy object the new version 20 s after a deployment whose update is deferred by 10 s at most?",
    answers: { yes: "Nothing to do.", no: "Raise SETTLE_MS of the release's steps to what was measured." },
    ask: null,
  },
  {
    name: "mark-of-a-reset",
    question: "Does the error of a call that a code update cut off say `durableObjectReset: true` to the caller?",
    answers: { yes: "Nothing to do.", no: "When it says `retryable` alone, `wasReset` in shared takes that too." },
    ask: null,
  },
  {
    name: "objects-stay-with-their-version",
    question: "Does no object go back to the old version while the share of the new one grows?",
    answers: { yes: "Nothing to do.", no: "Let the core go from 0 to 100 % in one step." },
    ask: null,
  },
  {
    name: "stale-consumers",
    question: "Can a Worker be deleted within a minute after its queue's consumer, and the queue after the Worker?",
    answers: { yes: "Nothing to do.", no: "Raise the attempts of deletions in tools/delivery/src/deploy/cloudflare.ts." },
    ask: null,
  },
  {
    name: "observability-settings",
    question: "Are a script's observability settings given back as they were set?",
    answers: { yes: "Nothing to do.", no: "The step of a release is done again each time, which harms nobody." },
    ask: null,
  },
  {
    name: "github-reviewers",
    question: "Does the repository's plan take required reviewers?",
    answers: {
      yes: "Nothing to do.",
      no: "Leave `reviewers` of `prod` empty: it is protected by its branch alone. Say so to whoever approves releases.",
    },
    ask: null,
  },
  {
    name: "github-admins-bypass",
    question: "May administrators of the repository skip the approval of prod?",
    answers: {
      yes: "Deselect “Allow administrators to bypass configured protection rules” of `prod` by hand: the API has no field for it.",
      no: "Nothing to do.",
    },
    ask: null,
  },
];

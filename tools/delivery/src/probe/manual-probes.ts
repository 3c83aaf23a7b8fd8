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
      yes: "Logins of people may be given an end.",
      no: "An end of a login is decoration: take the password away instead.",
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
    name: "secrets-store-propagation",
    question: "Is a changed value of the Secrets Store read everywhere within a minute?",
    answers: {
      yes: "Rotations overlap for a minute before the old value ends.",
      no: "Rotations overlap for the longest time that was measured, doubled.",
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
    name: "github-admins-bypass",
    question: "May administrators of the repository skip the approval of prod?",
    answers: {
      yes: "Deselect “Allow administrators to bypass configured protection rules” of `prod` by hand: the API has no field for it.",
      no: "Nothing to do.",
    },
    ask: null,
  },
];

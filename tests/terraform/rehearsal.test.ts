// A fresh environment from nothing, as docs/runbooks/new-environment.md does it, through Terraform itself and the plugin protocol.
import { expect, test } from "vitest";
import { describeWithTerraform, openWorkshop } from "./support/terraform.ts";

describeWithTerraform("x", () => {
  test("y", async () => {
    await using workshop = await openWorkshop();
    console.log(await workshop.run("environments/prod", "init"));
    console.log(await workshop.run("environments/prod", "validate"));
    const r = await workshop.run("environments/prod", "apply", "-auto-approve");
    console.log(r.output.slice(-6000));
    console.log((await workshop.run("environments/prod", "plan", "-detailed-exitcode")).output.slice(-3000));
    expect(1).toBe(1);
  });
});

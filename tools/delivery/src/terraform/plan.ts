// A plan as `terraform show -json` prints it, as far as the checks read it (format version 1).

export interface Plan {
  readonly planned_values: {
    readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
    readonly root_module: PlannedModule;
  };
  readonly configuration: {
    readonly provider_config?: Readonly<Record<string, unknown>>;
    readonly root_module: {
      readonly module_calls?: Readonly<Record<string, ModuleCall>>;
      readonly resources?: readonly unknown[];
    };
  };
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: readonly string[] } }[];
}

interface PlannedModule {
  readonly resources?: readonly Resource[];
  readonly child_modules?: readonly PlannedModule[];
}

export interface Resource {
  readonly address: string;
  readonly type: string;
  /** What is known of the resource before it is made; unknown attributes are absent. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ModuleCall {
  readonly source: string;
  /** Arguments; one that refers to nothing has its value here. */
  readonly expressions?: Readonly<Record<string, { readonly constant_value?: unknown; readonly references?: readonly string[] }>>;
}

/** Every resource that there will be, in all modules. */
export const resourcesOf = ({ planned_values: { root_module: root } }: Plan): Resource[] => resourcesIn(root);

const resourcesIn = (module: PlannedModule): Resource[] => [
  ...(module.resources ?? []),
  ...(module.child_modules ?? []).flatMap(resourcesIn),
];

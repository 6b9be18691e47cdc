type None = Record<never, never>;

/** An address as it stands, where no password can be in it. */
interface Shown {
  readonly shown?: string;
}

const not = ({ shown }: Shown) => (shown === undefined ? "" : `, not "${shown}"`);

/** What a command line may have wrong about a batch's queue and shards. */
export const queueSentences = {
  queue_unreadable: (_: None) =>
    "--queue cannot read its address; in a name or password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
  queue_address_needed: ({ example, shown }: Shown & { example: string }) =>
    `--queue takes an address such as ${example}${not({ shown })}`,
  queue_scheme_needed: ({ shown }: Shown) =>
    `--queue takes an address that begins with redis:// or rediss://${not({ shown })}`,
  queue_without_host: ({ example }: { example: string }) => `--queue names no host; an address is such as ${example}`,
  queue_behind_host: ({ example }: { example: string }) =>
    `--queue takes nothing behind host and port but the number of a database, such as ${example}; in a password write % / ? # @ : as %25 %2F %3F %23 %40 %3A`,
  queue_percent: ({ example }: { example: string }) =>
    `--queue has a % in its name or password that is no %-code; write the sign itself as %25, such as ${example}`,
  queue_packages: ({ install }: { install: string }) => `a queue needs two more packages: ${install}`,
  shard_needed: ({ shown }: { shown: string }) => `--shard takes a share such as 3/8, auto or auto/8, not "${shown}"`,
  no_such_shard: ({ number, of }: { number: number; of: number }) =>
    `--shard ${number}/${of} is none: shards are counted from 1/${of} to ${of}/${of}`,
  shard_outside_array: (_: None) =>
    "--shard auto needs SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, or JOB_COMPLETION_INDEX; neither is set",
  shard_of_how_many: (_: None) =>
    "--shard auto needs the number of jobs beside JOB_COMPLETION_INDEX; write it as --shard auto/8",
};

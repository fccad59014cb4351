/** Settings in force in every mode. Narratives of callers must never reach a log, so nothing a client sent is logged. */
const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  // Small machines gain little from parallel plans, and their shared memory outgrows the 64 MB /dev/shm of a container.
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // An error message quotes the offending value and its detail the whole row; the application logs its own errors.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const;

/** For databases that nobody will miss. */
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;

export function serverSettings(port: number, durable: boolean): string {
  const settings = { ...ALWAYS, ...(durable ? {} : NOT_DURABLE), port: String(port) };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written at every start of the embedded PostgreSQL.\n${lines.join('\n')}\n`;
}

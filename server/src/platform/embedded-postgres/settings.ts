/** The server settings of an embedded cluster: durable like a real one, sized for a small machine. */
export function settingsFile(port: number, hasStatementStatistics: boolean): string {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '1GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '15min',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_locks_per_transaction: '256',
    random_page_cost: '1.1',
    jit: 'off',
    track_io_timing: 'on',
    autovacuum_naptime: '15s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] %q%u@%d ',
    log_lock_waits: 'on',
    log_checkpoints: 'off',
    // Parameters can hold personal data, which does not belong in a log.
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(hasStatementStatistics ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written at every start; put changes of your own into postgresql.auto.conf by ALTER SYSTEM.\n${lines.join('\n')}\n`
}

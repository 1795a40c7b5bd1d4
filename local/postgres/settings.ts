/**
 * The server's settings, given on its command line so that no file in the data directory can drift.
 * `wal_level=logical` is what Realtime reads changes from; JIT costs more than it saves on an API's short
 * statements; everything that makes a commit durable stays at its safe default.
 */
export function serverSettings(port: number, logFile: boolean): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: "127.0.0.1,::1",
    unix_socket_directories: "",
    wal_level: "logical",
    max_wal_senders: "10",
    max_replication_slots: "10",
    max_slot_wal_keep_size: "1GB",
    max_connections: "120",
    shared_buffers: "128MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    password_encryption: "scram-sha-256",
    logging_collector: logFile ? "on" : "off",
    log_directory: "log",
    log_filename: "postgres-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_min_messages: "warning",
    cluster_name: "plinth",
  };
}

package treewarden.app.command;

/** Ends a running system in order when the process is told to end (SIGTERM, Ctrl-C). */
final class StopOnSignal {
    private StopOnSignal() {}

    /** Closes these, in this order, when the process is told to end. */
    static void close(AutoCloseable... running) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            for (var each : running) {
                                try {
                                    each.close();
                                } catch (Exception e) {
                                    System.err.println("treewarden: while stopping: " + e);
                                }
                            }
                        },
                        "stop"));
    }
}

package treewarden.worker.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A worker in a process of its own, to be killed. It follows the training of a {@link Ground}. */
final class WorkerProcess {
    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    static WorkerProcess start(Path root, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("worker.log").toFile());
        builder.environment().putAll(environment);
        return new WorkerProcess(builder.start());
    }

    /** {@code kill -9} */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) {
        new Ground(Path.of(arguments[0])).train(new Onlooker());
    }
}

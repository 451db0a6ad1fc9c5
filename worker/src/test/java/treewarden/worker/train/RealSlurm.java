package treewarden.worker.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Slurm itself, from Debian's packages slurmctld, slurmd, slurm-client and munge, as a cluster of this one machine. */
final class RealSlurm implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of(
            "/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/bin/squeue");

    /**
     * What queues again waits until the credential of its first start has run out: two minutes, if nothing else is said. To
     * start it by hand before that is no way out, since the node takes no credential of the second in which it killed the job.
     */
    private static final int CREDENTIAL_SECONDS = 10;

    private final Deque<Process> daemons = new ArrayDeque<>();
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    private RealSlurm(Path folder) {
        this.folder = folder;
        environment.put("SLURM_CONF", folder.resolve("slurm.conf").toString());
    }

    /** Skips the test, with words, where it is not installed or not ours to start. */
    static RealSlurm start(Path folder) throws IOException {
        boolean isThere = PROGRAMS.stream().allMatch(program -> Files.isExecutable(Path.of(program)))
                && "root".equals(System.getProperty("user.name"));
        if (!isThere) {
            System.err.println("The tests with a real Slurm are skipped: install slurmctld, slurmd, slurm-client and"
                    + " munge, and run them as root");
        }
        assumeTrue(isThere, "Slurm is not installed, or this is not root");
        var slurm = new RealSlurm(Files.createDirectories(folder));
        try {
            slurm.begin();
        } catch (IOException | RuntimeException e) {
            slurm.close();
            throw e;
        }
        return slurm;
    }

    Map<String, String> environment() {
        return environment;
    }

    private void begin() throws IOException {
        var key = new byte[1024];
        new SecureRandom().nextBytes(key);
        Files.createFile(
                folder.resolve("munge.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(folder.resolve("munge.key"), key);
        Files.createDirectories(folder.resolve("state"));
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(folder.resolve("slurm.conf"), configuration());
        daemon(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + folder.resolve("munge.key"),
                "--socket=" + folder.resolve("munge.socket"),
                "--pid-file=" + folder.resolve("munge.pid"),
                "--log-file=" + folder.resolve("munge.log"),
                "--seed-file=" + folder.resolve("munge.seed"));
        Ground.until(() -> Files.exists(folder.resolve("munge.socket")));
        daemon("slurmctld", "-D", "-c");
        daemon("slurmd", "-D", "-N", "localhost");
        var commands = new RunCommand(environment);
        Ground.until(() -> commands.run(List.of("sinfo", "--noheader", "--format=%T"))
                .out()
                .strip()
                .equals("idle"));
    }

    private String configuration() throws IOException {
        return """
                ClusterName=treewarden
                SlurmctldHost=localhost(127.0.0.1)
                SlurmUser=root
                SlurmdUser=root
                AuthType=auth/munge
                AuthInfo=socket=%1$s/munge.socket,cred_expire=%4$d
                SlurmctldPort=%2$d
                SlurmdPort=%3$d
                SlurmctldPidFile=%1$s/slurmctld.pid
                SlurmdPidFile=%1$s/slurmd.pid
                StateSaveLocation=%1$s/state
                SlurmdSpoolDir=%1$s/spool
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                MpiDefault=none
                ReturnToService=2
                SchedulerParameters=sched_interval=1,batch_sched_delay=0
                KillWait=5
                NodeName=localhost NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
                PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP
                """.formatted(folder, freePort(), freePort(), CREDENTIAL_SECONDS);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void daemon(String program, String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of("/usr/sbin/" + program));
        command.addAll(List.of(arguments));
        var log = folder.resolve(program + ".out").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment);
        daemons.push(builder.start());
    }

    /** The last that was started ends first. */
    @Override
    public void close() {
        new RunCommand(environment).run(List.of("scancel", "--user=root"));
        for (var daemon : daemons) {
            daemon.destroy();
            try {
                daemon.waitFor();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}

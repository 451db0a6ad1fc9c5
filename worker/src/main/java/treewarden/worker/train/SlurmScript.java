package treewarden.worker.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import treewarden.worker.ChildEnvironment;

/**
 * The script that {@code sbatch} is given. Its shell runs on the first node; {@code srun} starts one torchrun on each node,
 * and they find each other at the first one. What the trainer tells comes back through {@code srun}, so one process writes
 * each file.
 */
final class SlurmScript {
    /** Slurm warns so long before it takes the nodes back; it may be up to a minute early. */
    private static final Duration WARNING = Duration.ofMinutes(5);

    /** From the first one on. */
    private static final int PORTS = 1000;

    private SlurmScript() {}

    static String name(String nonce) {
        return "treewarden-" + nonce;
    }

    static String text(SlurmSettings settings, Launcher.Start start) {
        var folder = start.folder().path().toString();
        var lines = new ArrayList<String>();
        lines.add("#!/bin/sh");
        directives(settings, start).forEach(directive -> lines.add("#SBATCH " + directive));
        lines.add("cd -- " + quoted(folder) + " || exit 74");
        lines.add("nonce=" + start.nonce());
        lines.add("""

                # Only what the trainer may know goes on to the nodes.
                for name in $(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p'); do
                  case $name in
                    %s) unset "$name" ;;
                    %s) ;;
                    *) unset "$name" ;;
                  esac
                done
                %s
                export TREEWARDEN_RUN="$nonce"
                head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)

                # A port of this job's own: two of them may have the same first node.
                port=$((%d + SLURM_JOB_ID %% %d))
                # Each node shows that it lives for as long as its trainer does.
                beat='
                alive=alive; [ "${SLURM_NODEID:-0}" = 0 ] || alive=alive.$SLURM_NODEID
                (
                  trap : TERM
                  beat=0
                  while kill -0 $$ 2>/dev/null; do
                    beat=$((beat + 1))
                    echo "$1 $beat" >"$alive"
                    sleep 5
                  done
                ) </dev/null >/dev/null 2>&1 &
                shift
                exec "$@"'

                # Before the time is over Slurm tells this shell alone: the trainer is told, saves, and the job queues again.
                warned=
                step=
                warn() {
                  warned=yes
                  [ -z "$step" ] || scancel --signal=TERM "$SLURM_JOB_ID"
                }
                trap warn TERM

                srun --export=ALL --kill-on-bad-exit=1 --unbuffered --open-mode=append \\
                  --output=events.jsonl --error=log.txt \\
                  /bin/sh -c "$beat" beat "$nonce" %s &
                step=$!
                [ -z "$warned" ] || warn
                wait "$step"
                code=$?
                while kill -0 "$step" 2>/dev/null; do
                  wait "$step"
                  code=$?
                done
                if [ -n "$warned" ] && [ "$code" -ne 0 ]; then
                  scontrol requeue "$SLURM_JOB_ID" && exit 0
                fi
                printf '%%s %%s\\n' "$nonce" "$code" >exit.tmp && mv exit.tmp exit
                exit "$code\"""".formatted(secrets(), allowed(), fixed(), settings.port(), PORTS, command(settings, start)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> directives(SlurmSettings settings, Launcher.Start start) {
        var directives = new ArrayList<>(
                List.of("--job-name=" + name(start.nonce()), "--nodes=" + settings.nodes(), "--ntasks-per-node=1"));
        if (settings.gpusPerNode() > 0) {
            directives.add("--gpus-per-node=" + settings.gpusPerNode());
        }
        directives.addAll(List.of(
                "--time=" + settings.time().toMinutes(),
                "--requeue",
                "--signal=B:TERM@" + WARNING.toSeconds(),
                "--open-mode=append",
                "--export=NONE"));
        directives.addAll(settings.options());
        return directives;
    }

    private static String command(SlurmSettings settings, Launcher.Start start) {
        var trainer = settings.trainer();
        var torchrun = trainer.launched(
                "--nnodes=" + settings.nodes(),
                "--nproc-per-node=" + trainer.processes(),
                "--rdzv-backend=c10d",
                "--rdzv-id=\"$SLURM_JOB_ID\"",
                "--rdzv-endpoint=\"$head:$port\"");
        return Trainer.and(torchrun, start.folder().plan()).stream()
                .map(word -> word.contains("\"$") ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String secrets() {
        return ChildEnvironment.SECRETS.stream()
                .sorted()
                .map(word -> "*" + word + "*")
                .collect(Collectors.joining(" | "));
    }

    private static String allowed() {
        var names = new TreeSet<>(ChildEnvironment.NAMES);
        ChildEnvironment.PREFIXES.forEach(prefix -> names.add(prefix + "*"));
        names.add("SLURM_*"); // for srun
        return String.join(" | ", names);
    }

    private static String fixed() {
        return ChildEnvironment.FIXED.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> "export " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** As the shell reads it back. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlurmScriptTest {
    private static final Trainer TRAINER = new Trainer("/opt/trainer/bin/python", 8);

    @Test
    void startsOneTorchrunOnEachNode() {
        var settings = new SlurmSettings(
                TRAINER, 2, 8, Duration.ofDays(1), List.of("--partition=gpu", "--account=community"), 29500);
        var start = new Launcher.Start(new RunFolder(Path.of("/shared/it's one")), "0123456789abcdef");
        assertThat(SlurmScript.text(settings, start)).isEqualTo("""
                        #!/bin/sh
                        #SBATCH --job-name=treewarden-0123456789abcdef
                        #SBATCH --nodes=2
                        #SBATCH --ntasks-per-node=1
                        #SBATCH --gpus-per-node=8
                        #SBATCH --time=1440
                        #SBATCH --requeue
                        #SBATCH --signal=B:TERM@300
                        #SBATCH --open-mode=append
                        #SBATCH --export=NONE
                        #SBATCH --partition=gpu
                        #SBATCH --account=community
                        cd -- '/shared/it'\\''s one' || exit 74
                        nonce=0123456789abcdef

                        # Only what the trainer may know goes on to the nodes.
                        for name in $(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p'); do
                          case $name in
                            *KEY* | *PASSWORD* | *SECRET* | *TOKEN*) unset "$name" ;;
                            CUDA_* | HF_DATASETS_CACHE | HF_HOME | HF_HUB_CACHE | HIP_* | HOME | LANG | LC_* | LD_LIBRARY_PATH | LOGNAME | MASTER_ADDR | MASTER_PORT | MKL_NUM_THREADS | NCCL_* | NVIDIA_* | OMP_NUM_THREADS | PATH | PYTHONPATH | ROCR_* | SLURM_* | TMPDIR | TRITON_CACHE_DIR | TZ | USER | VIRTUAL_ENV | XDG_CACHE_HOME) ;;
                            *) unset "$name" ;;
                          esac
                        done
                        export DO_NOT_TRACK=1
                        export HF_DATASETS_OFFLINE=1
                        export HF_HUB_DISABLE_IMPLICIT_TOKEN=1
                        export HF_HUB_DISABLE_TELEMETRY=1
                        export HF_HUB_OFFLINE=1
                        export PYTHONUNBUFFERED=1
                        export TOKENIZERS_PARALLELISM=false
                        export TRANSFORMERS_OFFLINE=1
                        export VLLM_NO_USAGE_STATS=1
                        export TREEWARDEN_RUN="$nonce"
                        head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)

                        # A port of this job's own: two of them may have the same first node.
                        port=$((29500 + SLURM_JOB_ID % 1000))
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
                          /bin/sh -c "$beat" beat "$nonce" /opt/trainer/bin/python -m torch.distributed.run --max-restarts=0 --shutdown-timeout=240 --nnodes=2 --nproc-per-node=8 --rdzv-backend=c10d --rdzv-id="$SLURM_JOB_ID" --rdzv-endpoint="$head:$port" -m treewarden_trainer run --plan '/shared/it'\\''s one/plan.json' &
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
                        printf '%s %s\\n' "$nonce" "$code" >exit.tmp && mv exit.tmp exit
                        exit "$code"
                        """);
    }

    @Test
    void anOptionBringsNoOtherLine() {
        assertThatThrownBy(() ->
                        new SlurmSettings(TRAINER, 1, 0, Duration.ofHours(1), List.of("--comment=x\nrm -rf"), 29500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an option of sbatch is written --name=value");
    }
}

package treewarden.domain.release;

import java.util.Locale;
import java.util.Optional;
import treewarden.domain.JobKind;

/** The stages of a release, in their order. Each is a job of its own, which can be lost and taken up again. */
public enum ReleaseStage {
    PLAN(JobKind.PLAN_RELEASE, "plan", "reads what is merged, and compares it with the last release"),
    GENERATE(JobKind.GENERATE_DATA, "generate", "lets the teacher make the rows of what changed"),
    MIX(JobKind.MIX_DATA, "mix", "makes the training files of both phases"),
    TRAIN(JobKind.TRAIN_MODEL, "train", "trains the candidate"),
    EVALUATE(JobKind.EVALUATE_MODEL, "evaluate", "asks candidate, last release and base model the same questions"),
    GATE(JobKind.DECIDE_ON_CANDIDATE, "gate", "decides by rule whether the candidate may be published"),
    PUBLISH(JobKind.PUBLISH_RELEASE, "publish", "publishes model, data set and cards"),
    ANNOUNCE(JobKind.ANNOUNCE_RELEASE, "announce", "tells each contributor in which release their work is");

    private final JobKind job;
    private final String words;
    private final String does;

    ReleaseStage(JobKind job, String words, String does) {
        this.job = job;
        this.words = words;
        this.does = does;
    }

    /** The kind of job that does it. */
    public JobKind job() {
        return job;
    }

    public String words() {
        return words;
    }

    /** What it does, in words that follow its name. */
    public String does() {
        return does;
    }

    /** The stage that reads what this one leaves; none after the last. */
    public Optional<ReleaseStage> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    /** The stage whose output this one reads; none before the first. */
    public Optional<ReleaseStage> previous() {
        return ordinal() == 0 ? Optional.empty() : Optional.of(values()[ordinal() - 1]);
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}

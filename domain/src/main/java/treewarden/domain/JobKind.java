package treewarden.domain;

import java.util.Locale;

/** The kinds of jobs, and what each needs of the process that runs it. */
public enum JobKind {
    HANDLE_DELIVERY(Capability.FORGE, 5, "reads a webhook delivery"),
    CHECK_CONTRIBUTION(Capability.FORGE, 5, "checks the leaves of a contribution"),
    DELIVER_EFFECTS(Capability.FORGE, 20, "writes comments, checks and labels to the code host"),
    REPORT_SAMPLE(Capability.FORGE, 5, "completes the comment with the sample"),
    RECONCILE(Capability.FORGE, 5, "compares open pull requests with what is known"),
    SNAPSHOT_TAXONOMY(Capability.FORGE, 5, "reads the leaves of the base branch"),
    REMIND(Capability.FORGE, 5, "reminds of what waits for long"),
    RUN_SAMPLE(Capability.TEACHER, 5, "generates a sample of a contribution"),
    RUN_PRECHECK(Capability.TEACHER, 5, "asks the community model the seed questions of a contribution"),
    REPORT_PRECHECK(Capability.FORGE, 5, "completes the comment with what the community model answered"),
    SWEEP(Capability.FORGE, 5, "looks for whatever was missed"),
    RECOVER_DELIVERIES(Capability.FORGE, 5, "asks for deliveries that did not arrive"),
    CHECK_MERGE_GROUP(Capability.FORGE, 5, "checks what the merge queue is about to merge"),
    CONSIDER_RELEASE(Capability.FORGE, 5, "sees whether a release is due"),
    PLAN_RELEASE(Capability.FORGE, 5, "plans a release"),
    GENERATE_DATA(Capability.TEACHER, 5, "generates the data of a release"),
    MIX_DATA(Capability.TEACHER, 3, "mixes the training files of a release"),
    // A training goes on where it was, so a few lost machines in a week are no reason to give it up.
    TRAIN_MODEL(Capability.GPU, 20, "trains the candidate of a release"),
    // A cluster may be down for a night, and its nodes would train on for days.
    STOP_TRAINING(Capability.GPU, 20, "stops the training of a release that was cancelled"),
    EVALUATE_MODEL(Capability.GPU, 3, "evaluates the candidate of a release"),
    ASK_CANDIDATE(Capability.GPU, 3, "asks a candidate what people put to it"),
    DECIDE_ON_CANDIDATE(Capability.PUBLISH, 3, "decides whether a candidate may be published"),
    PUBLISH_RELEASE(Capability.PUBLISH, 5, "publishes a release to the Hub"),
    ROLL_BACK_RELEASE(Capability.PUBLISH, 5, "makes people get an earlier release again"),
    ANNOUNCE_RELEASE(Capability.FORGE, 5, "announces a release"),
    TELL_OF_ROLL_BACK(Capability.FORGE, 5, "tells contributors what a roll back means for their work");

    private final Capability capability;
    private final int attempts;
    private final String words;

    JobKind(Capability capability, int attempts, String words) {
        this.capability = capability;
        this.attempts = attempts;
        this.words = words;
    }

    public Capability capability() {
        return capability;
    }

    /** How often it is tried before it is parked for the operator. */
    public int attempts() {
        return attempts;
    }

    public String words() {
        return words;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

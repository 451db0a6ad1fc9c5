package treewarden.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;

/**
 * What a job is to do. A payload names things by id and digest and carries no state: what it needs was stored before it
 * was queued, and what can have changed is read again when it runs.
 */
public sealed interface JobPayload {
    JobKind kind();

    /**
     * Jobs with the same key are one: while one of them waits, a second is not queued; while one of them runs, the next
     * one waits. So fifty pushes in a row are at most two checks, and the last one sees the last push.
     */
    String key();

    /** Read the stored delivery with this id and do what it asks for. */
    record HandleDelivery(String delivery) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.HANDLE_DELIVERY;
        }

        @Override
        public String key() {
            return "delivery:" + delivery;
        }
    }

    /** Bring what is known and shown of a pull request up to date with its head. */
    record CheckContribution(ContributionId contribution) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.CHECK_CONTRIBUTION;
        }

        @Override
        public String key() {
            return "check:" + contribution;
        }
    }

    /** Carry out the waiting effects of an installation, one after the other. */
    record DeliverEffects(long installation) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.DELIVER_EFFECTS;
        }

        @Override
        public String key() {
            return "effects:" + installation;
        }
    }

    /**
     * Let the teacher generate a sample of these leaves.
     *
     * @param omitted leaf folders that the limits left out
     */
    record RunSample(ContributionId contribution, CommitId head, List<StoredLeaf> leaves, List<String> omitted)
            implements JobPayload {
        public RunSample {
            leaves = List.copyOf(leaves);
            omitted = List.copyOf(omitted);
        }

        @Override
        public JobKind kind() {
            return JobKind.RUN_SAMPLE;
        }

        @Override
        public String key() {
            return key(contribution, head);
        }

        /** The key of whatever sample is made of this head. */
        public static String key(ContributionId contribution, CommitId head) {
            return "sample:" + contribution + ":" + head;
        }
    }

    /** Show the stored sample report, unless the head has moved. */
    record ReportSample(ContributionId contribution, CommitId head, Digest report) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.REPORT_SAMPLE;
        }

        @Override
        public String key() {
            return key(contribution, head);
        }

        /** The key of whatever reports a sample of this head. */
        public static String key(ContributionId contribution, CommitId head) {
            return "report:" + contribution + ":" + head;
        }
    }

    /** Compare the open pull requests of a repository with what is known of them, and check those that differ. */
    record Reconcile(long repository) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.RECONCILE;
        }

        @Override
        public String key() {
            return "reconcile:" + repository;
        }
    }

    /** Read the leaves of the base branch, so that new ones can be compared with them. */
    record SnapshotTaxonomy(long repository) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.SNAPSHOT_TAXONOMY;
        }

        @Override
        public String key() {
            return "snapshot:" + repository;
        }
    }

    /** Remind of what waits for long in a repository, and once a week write the digest. */
    record Remind(long repository) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.REMIND;
        }

        @Override
        public String key() {
            return "remind:" + repository;
        }
    }

    /**
     * Ask a model the seed questions of these leaves, and the judge how good its answers are.
     *
     * @param omitted leaf folders that the limits left out
     * @param release the release whose model is asked: a postcheck; null for the community model of the day
     */
    record RunPrecheck(
            ContributionId contribution,
            CommitId head,
            List<StoredLeaf> leaves,
            List<String> omitted,
            @Nullable ReleasedModel release)
            implements JobPayload {
        public RunPrecheck {
            leaves = List.copyOf(leaves);
            omitted = List.copyOf(omitted);
        }

        /** Of the community model of the day. */
        public static RunPrecheck before(
                ContributionId contribution, CommitId head, List<StoredLeaf> leaves, List<String> omitted) {
            return new RunPrecheck(contribution, head, leaves, omitted, null);
        }

        /** Of the model of a release that holds the contribution. */
        public static RunPrecheck after(
                ReleasedModel release, ContributionId contribution, CommitId head, List<StoredLeaf> leaves) {
            return new RunPrecheck(contribution, head, leaves, List.of(), release);
        }

        @Override
        public JobKind kind() {
            return JobKind.RUN_PRECHECK;
        }

        @Override
        public String key() {
            return key(contribution, head, release == null ? null : release.release());
        }

        /** The key of whatever asks the model of this release, or of the day where it is null, about this head. */
        public static String key(ContributionId contribution, CommitId head, @Nullable String release) {
            return "precheck:" + contribution + ":" + head + (release == null ? "" : ":" + release);
        }
    }

    /**
     * Show the stored report of a precheck or postcheck, unless the head has moved.
     *
     * @param release as in the report; null for the community model of the day
     */
    record ReportPrecheck(
            ContributionId contribution,
            CommitId head,
            @Nullable String release,
            Digest report) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.REPORT_PRECHECK;
        }

        @Override
        public String key() {
            return key(contribution, head, release);
        }

        /** The key of whatever reports on the model of this release, or of the day where it is null, at this head. */
        public static String key(ContributionId contribution, CommitId head, @Nullable String release) {
            return "report-precheck:" + contribution + ":" + head + (release == null ? "" : ":" + release);
        }
    }

    /**
     * Ask which repositories there are, and have each compared with what is known. There is one for all processes, and it
     * comes back by itself.
     */
    record Sweep() implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.SWEEP;
        }

        @Override
        public String key() {
            return "sweep";
        }
    }

    /** Have deliveries sent again that did not reach us and whose content cannot be read in another way. */
    record RecoverDeliveries() implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.RECOVER_DELIVERIES;
        }

        @Override
        public String key() {
            return "deliveries";
        }
    }

    /**
     * Check what a merge queue is about to merge, since it waits for the required checks of that commit.
     *
     * @param last the pull request that the group was made for, the last in it
     * @param base the commit that it goes on top of
     */
    record CheckMergeGroup(ContributionId last, CommitId head, CommitId base) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.CHECK_MERGE_GROUP;
        }

        @Override
        public String key() {
            return "merge-group:" + last.repository() + ":" + head;
        }
    }

    /** See whether a release is due. There is one for all processes, and it comes back by itself. */
    record ConsiderRelease() implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.CONSIDER_RELEASE;
        }

        @Override
        public String key() {
            return "consider-release";
        }
    }

    /** Ask the candidate of a release, and the model beside it, what people have put to them. */
    record AskCandidate(ReleaseId release) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.ASK_CANDIDATE;
        }

        @Override
        public String key() {
            return "ask-candidate:" + release;
        }
    }

    /**
     * Make people get an earlier release of a model again. One of a model is done at a time.
     *
     * @param model as the Hub names its repository
     * @param from what people got when it was asked for: nothing is done where they get another one meanwhile
     * @param by login of who asked for it
     * @param why what they said, for the record
     * @param origin from where they asked: {@code page}; null where nobody noted it
     */
    record RollBackRelease(
            String model,
            ReleaseId to,
            ReleaseId from,
            String by,
            String why,
            @Nullable String origin) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.ROLL_BACK_RELEASE;
        }

        @Override
        public String key() {
            return key(model);
        }

        /** The key of whatever rolls this model back. */
        public static String key(String model) {
            return "roll-back:" + model;
        }
    }

    /**
     * Tell contributors that a release which held their work was rolled back, or is what people get again, and show the
     * state that they came into.
     *
     * @param now the state: merged where no release holds it any more, released where this one holds it again. Whoever is in
     *     another one by then is told nothing
     * @param at when it happened, which makes each time an occasion of its own
     */
    record TellOfRollBack(ReleaseId release, ContributionState now, List<ContributionId> contributions, Instant at)
            implements JobPayload {
        public TellOfRollBack {
            contributions = List.copyOf(contributions);
        }

        @Override
        public JobKind kind() {
            return JobKind.TELL_OF_ROLL_BACK;
        }

        @Override
        public String key() {
            return "tell-of-roll-back:" + occasion();
        }

        /** What it is about, so that the same is said once: {@code release-20261123-merged-2026-11-24T10:15:00Z}. */
        public String occasion() {
            return release + "-" + now.slug() + "-" + at;
        }
    }

    /** Do this stage of a release: what it reads is what the stage before left. */
    record RunReleaseStage(ReleaseId release, ReleaseStage stage) implements JobPayload {
        @Override
        public JobKind kind() {
            return stage.job();
        }

        @Override
        public String key() {
            return "release:" + release + ":" + stage.slug();
        }
    }

    /**
     * Stop the trainer of a release that was cancelled, wherever it runs: it outlives the worker that followed it. Its key
     * is that of the training itself, so it waits until nobody can start a trainer any more.
     */
    record StopTraining(ReleaseId release) implements JobPayload {
        @Override
        public JobKind kind() {
            return JobKind.STOP_TRAINING;
        }

        @Override
        public String key() {
            return new RunReleaseStage(release, ReleaseStage.TRAIN).key();
        }
    }
}

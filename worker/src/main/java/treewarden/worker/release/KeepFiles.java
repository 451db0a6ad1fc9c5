package treewarden.worker.release;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Planned;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.worker.hub.UploadJournals;

/**
 * Makes room: the files of the newest published releases stay, and whatever ended otherwise stays for a week, so that
 * somebody can look at it. What was published is on the Hub. What a candidate is compared with stays as long as that is so:
 * the release that people get, and the one that a release under way follows, also where it was rolled back meanwhile.
 */
public final class KeepFiles {
    private static final Duration TO_LOOK_AT = Duration.ofDays(7);

    /** Who holds an address that an upload was given may write with it, and it is good for hours. */
    private static final Duration UPLOAD = Duration.ofDays(1);

    private static final int ALL = Integer.MAX_VALUE;

    private final Database database;
    private final ReleaseFolders folders;
    private final int kept;

    /** @param kept how many published releases keep their files; at least two */
    public KeepFiles(Database database, ReleaseFolders folders, int kept) {
        this.database = database;
        this.folders = folders;
        this.kept = Math.max(2, kept);
    }

    /** Deletes the files of releases of a model that nobody needs here any more; the names of those releases. */
    public Set<ReleaseId> sweep(String model) {
        var lookedAtUntil = database.clock().instant().minus(TO_LOOK_AT);
        var gone = new HashSet<ReleaseId>();
        Set<ReleaseId> compared = database.read(tables -> comparedWith(tables, model));
        int published = 0;
        for (Release release : database.read(tables -> tables.releases().list(model, ALL))) {
            var ended = release.endedAt();
            if (ended == null) {
                continue;
            }
            boolean stays =
                    release.state() == ReleaseState.PUBLISHED ? published++ < kept : ended.isAfter(lookedAtUntil);
            if (stays || compared.contains(release.id()) || mayTrain(release)) {
                continue;
            }
            // Nothing can be tried any more without the files that trials read.
            ReleaseFolders.delete(folders.trials(release.id()));
            if (folders.areThere(release.id())) {
                ReleaseFolders.delete(folders.of(release.id()));
                gone.add(release.id());
            }
        }
        UploadJournals.deleteOlder(folders.journal(), database.clock().instant().minus(UPLOAD));
        return gone;
    }

    private static Set<ReleaseId> comparedWith(Tables tables, String model) {
        var releases = tables.releases();
        return Stream.concat(
                        releases.lastPublished(model).map(Release::id).stream(),
                        releases.underWay(model).stream()
                                .flatMap(release -> releases.output(release.id(), ReleaseStage.PLAN).stream())
                                .map(StageOutput::report)
                                .filter(Planned.class::isInstance)
                                .map(report -> ((Planned) report).plan().previous())
                                .flatMap(Stream::ofNullable))
                .collect(Collectors.toSet());
    }

    /** Its trainer is still to be stopped: what says where it runs is among the files, and it writes there. */
    private boolean mayTrain(Release release) {
        Optional<Job> stop = database.read(tables -> tables.jobs().latest(new StopTraining(release.id()).key()));
        return stop.filter(job -> job.kind() == JobKind.STOP_TRAINING)
                .filter(job -> !job.state().isOver() || job.state() == JobState.FAILED)
                .isPresent();
    }
}

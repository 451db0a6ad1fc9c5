package treewarden.worker.hub;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the newest releases of a repository: older tags go, and with them the branches of their runs. So do the branches of
 * runs that never came to a tag: their releases were cancelled or refused.
 */
public final class KeepReleases {
    /** No release is on its way for so long before the newest one. */
    private static final int DAYS_ON_ITS_WAY = 30;

    private static final Pattern RUN = Pattern.compile("run-(" + PublishRequest.TAG.pattern() + ")_.*");

    private final Hub hub;

    public KeepReleases(Hub hub) {
        this.hub = hub;
    }

    /**
     * Deletes what is older than the newest releases. Run again, it does what is left to do.
     *
     * @param count how many releases stay, at least one
     * @return the names of branches and tags that went
     */
    public List<String> newest(int count, HubRepo repo) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one release must be kept");
        }
        var refs = hub.refs(repo);
        var tags = refs.tags().keySet().stream()
                .filter(tag -> PublishRequest.TAG.matcher(tag).matches())
                .sorted(BY_DAY.reversed())
                .toList();
        var old = new HashSet<>(tags.subList(Math.min(count, tags.size()), tags.size()));
        var gone = new ArrayList<String>();
        for (var branch : refs.branches().keySet()) {
            if (old.stream().anyMatch(tag -> branch.startsWith(PublishRequest.branchPrefix(tag)))
                    || isOfNone(branch, tags)) {
                hub.deleteBranch(repo, branch);
                gone.add(branch);
            }
        }
        for (var tag : old) {
            hub.deleteTag(repo, tag);
            gone.add(tag);
        }
        return gone;
    }

    private static boolean isOfNone(String branch, List<String> tags) {
        var run = RUN.matcher(branch);
        if (!run.matches() || tags.isEmpty() || tags.contains(run.group(1))) {
            return false;
        }
        var newest = day(tags.get(0)).map(day -> day.minusDays(DAYS_ON_ITS_WAY));
        return day(run.group(1))
                .filter(day -> newest.filter(day::isBefore).isPresent())
                .isPresent();
    }

    /** Empty where a name says a day that no calendar has. */
    private static Optional<LocalDate> day(String tag) {
        try {
            return Optional.of(LocalDate.parse(tag.substring(8, 16), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** By day, then by the number within it. */
    private static final Comparator<String> BY_DAY = Comparator.<String, String>comparing(tag -> tag.substring(8, 16))
            .thenComparing(tag -> tag.length() > 17 ? Integer.parseInt(tag.substring(17)) : 1);
}

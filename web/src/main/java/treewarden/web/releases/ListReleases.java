package treewarden.web.releases;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.Withdrawal;
import treewarden.store.CoveredLeaves;
import treewarden.store.Tables;
import treewarden.store.WithdrawnLeaves;
import treewarden.web.Moments;
import treewarden.web.view.Releases;
import treewarden.web.view.Releases.Link;
import treewarden.web.view.Releases.Offer;
import treewarden.web.view.Releases.Row;
import treewarden.web.view.Releases.Withdrawn;

/** The list of releases, and what is kept out of all of them. */
final class ListReleases {
    /** A release a week for a year. */
    private static final int ROWS = 52;

    private final Tables tables;
    private final Moments moments;

    ListReleases(Tables tables, Instant now) {
        this.tables = tables;
        this.moments = new Moments(now);
    }

    /**
     * Reads it.
     *
     * @param start of the model whose releases are started here; null where releases are not configured
     * @param duty what whoever looks may do
     * @param just what was kept out just now, which is said more of; null for nothing
     */
    Releases read(@Nullable StartReleases start, Duty duty, @Nullable String just) {
        var model = start == null ? null : start.model();
        var withdrawals = tables.releases().withdrawals();
        var found = tables.releases().list(ROWS + 1);
        var withdrawn = new WithdrawnLeaves(tables);
        var underWay = model == null
                ? null
                : tables.releases().underWay(model).map(ListReleases::link).orElse(null);
        return new Releases(
                new Offer(model, underWay, model != null && underWay == null && duty.mayDecide()),
                found.stream().limit(ROWS).map(this::row).toList(),
                found.size() > ROWS,
                withdrawals.stream()
                        .map(each -> withdrawn(each, moments, withdrawn.effects(each)))
                        .toList(),
                duty.mayDecide(),
                withdrawals.stream()
                        .filter(each -> each.what().equals(just))
                        .findFirst()
                        .map(each -> said(each, start))
                        .orElse(null));
    }

    private String said(Withdrawal withdrawal, @Nullable StartReleases start) {
        var repository = start == null ? Optional.<Long>empty() : start.repository(tables);
        return withdrawal.what() + " stays out of every release from now on."
                + repository
                        .map(it -> " " + new CoveredLeaves(tables, it).words(withdrawal))
                        .orElse("");
    }

    private static Link link(Release release) {
        return new Link(release.id().name() + " is " + release.state().words(), "/releases/" + release.id());
    }

    private Row row(Release release) {
        var words = tables.releases().words(release.id());
        return new Row(
                new Link(release.id().name(), "/releases/" + release.id()),
                release.model(),
                LookOf.state(release.state()),
                release.state() == ReleaseState.RUNNING
                        ? release.state().words() + ": " + release.stage().words()
                        : release.state().words(),
                moments.of(release.since()),
                moments.of(release.startedAt()),
                release.startedBy(),
                Objects.requireNonNullElse(words.get(ReleaseStage.PLAN), ""),
                Objects.requireNonNullElse(words.get(ReleaseStage.GATE), ""),
                words.containsKey(ReleaseStage.PUBLISH) ? hub(release) : List.of());
    }

    private List<Link> hub(Release release) {
        return tables.releases()
                .output(release.id(), ReleaseStage.PUBLISH)
                .map(output -> output.report() instanceof Published it ? LookOf.hub(it) : List.<Link>of())
                .orElse(List.of());
    }

    static Withdrawn withdrawn(Withdrawal withdrawal, Moments moments, List<String> effects) {
        return new Withdrawn(
                withdrawal.what(), withdrawal.why(), withdrawal.by(), moments.of(withdrawal.at()), effects);
    }
}

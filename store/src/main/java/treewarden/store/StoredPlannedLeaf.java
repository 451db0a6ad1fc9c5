package treewarden.store;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.PlannedLeaf.Origin;

/** How a leaf of a plan is read: plans of earlier versions name the last pull request alone. */
@JsonDeserialize(converter = StoredPlannedLeaf.Read.class)
interface StoredPlannedLeaf {
    /** As it stands in a row of whatever version. */
    record Stored(
            String path,
            LeafKind kind,
            Digest digest,
            Change change,
            List<Origin> origins,
            @Nullable Integer pullRequest,
            @Nullable String contributor) {}

    /** Makes a leaf of it. */
    final class Read extends StdConverter<Stored, PlannedLeaf> {
        @Override
        public PlannedLeaf convert(Stored stored) {
            return stored.origins().isEmpty()
                    ? new PlannedLeaf(
                            stored.path(),
                            stored.kind(),
                            stored.digest(),
                            stored.change(),
                            stored.pullRequest(),
                            stored.contributor())
                    : new PlannedLeaf(stored.path(), stored.kind(), stored.digest(), stored.change(), stored.origins());
        }
    }
}

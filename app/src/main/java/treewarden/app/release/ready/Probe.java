package treewarden.app.release.ready;

import java.util.List;
import java.util.Set;
import treewarden.domain.Capability;

/** Looks at one thing that a release needs. Changes nothing, and pays for nothing. */
interface Probe {
    /** Whoever has one of these needs it. */
    Set<Capability> of();

    List<Looked> look();
}

package treewarden.app.release.ready;

import java.util.List;
import java.util.Set;
import treewarden.domain.Capability;
import treewarden.worker.release.PhaseData;

/** The operator's own files that phases of the training learn from, read as the mix will read them. */
record LookAtPhases(PhaseData phases, Site site) implements Probe {
    private static final String WHAT = "phases";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.TEACHER);
    }

    @Override
    public List<Looked> look() {
        var problems = phases.problems();
        if (problems.isEmpty()) {
            int files = phases.files().size();
            var words =
                    phases.phases().size() + "; " + files + (files == 1 ? " file" : " files") + " of yours can be read";
            return List.of(Looked.ready(WHAT, words));
        }
        return problems.stream()
                .map(problem -> site.missing(Capability.TEACHER, WHAT, problem))
                .toList();
    }
}

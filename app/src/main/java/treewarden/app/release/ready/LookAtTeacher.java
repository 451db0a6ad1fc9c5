package treewarden.app.release.ready;

import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import treewarden.app.online.CheckOnline;
import treewarden.app.online.Seen;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Capability;

/** The model that writes the data, and judges the candidate; it is asked for its name alone. */
record LookAtTeacher(@Nullable TeacherSettings teacher) implements Probe {
    private static final String WHAT = "teacher";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.TEACHER, Capability.GPU);
    }

    @Override
    public List<Looked> look() {
        if (teacher == null) {
            return List.of(Looked.notReady(
                    WHAT, "no `teacher` is configured here; it writes the data, and judges the candidate"));
        }
        return CheckOnline.teacher(teacher, new OkHttpClient()).stream()
                .map(seen -> new Looked(WHAT, state(seen.mark()), seen.words()))
                .toList();
    }

    private static Looked.State state(Seen.Mark mark) {
        return switch (mark) {
            case FINE -> Looked.State.READY;
            case REMARK -> Looked.State.REMARK;
            case PROBLEM -> Looked.State.NOT_READY;
        };
    }
}

package treewarden.app.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Capability;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobHandler;

/**
 * The part of releases that a process takes over.
 *
 * @param capabilities that it has because of it
 */
public record RunReleases(List<JobHandler<?>> handlers, Set<Capability> capabilities) {
    public RunReleases {
        handlers = List.copyOf(handlers);
        capabilities = Set.copyOf(capabilities);
    }

    /** What a process works with. */
    public record Parts(
            Database database,
            Artifacts artifacts,
            @Nullable OpenSdg sdg,
            @Nullable TeacherSettings teacher,
            Map<String, String> environment,
            Clock clock) {}

    /** The stages for which the process has what it takes, of those that are wanted of it. */
    public static RunReleases of(ReleaseSettings settings, Parts parts, Set<Capability> wanted) {
        var stages = new ReleaseHandlers(settings, parts.database(), parts.artifacts(), parts.clock());
        var handlers = new ArrayList<JobHandler<?>>();
        var capabilities = EnumSet.noneOf(Capability.class);
        var sdg = parts.sdg();
        var teacher = parts.teacher();
        if (wanted.contains(Capability.TEACHER) && sdg != null && teacher != null) {
            handlers.addAll(stages.ofTheTeacher(sdg, teacher));
            capabilities.add(Capability.TEACHER);
        }
        if (wanted.contains(Capability.GPU) && sdg != null && teacher != null) {
            handlers.addAll(stages.ofTheAccelerator(parts.environment(), sdg, teacher));
            capabilities.add(Capability.GPU);
        }
        var token = settings.hub().token();
        if (wanted.contains(Capability.PUBLISH) && token != null) {
            handlers.addAll(stages.ofThePublisher(token, teacher == null ? "a teacher model" : teacher.model()));
            capabilities.add(Capability.PUBLISH);
        }
        return new RunReleases(handlers, capabilities);
    }
}

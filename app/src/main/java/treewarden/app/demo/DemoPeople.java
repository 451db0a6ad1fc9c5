package treewarden.app.demo;

import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;

/** Who is there in every demo, so that one can sign in as any role. */
final class DemoPeople {
    static final String FOUNDER = "demo-founder";
    static final String MAINTAINER = "maintainer-ada";

    private DemoPeople() {}

    static void settle(StandInGitHub github, Repository repository) {
        repository.collaborator(github.person(FOUNDER), Permission.ADMIN);
        repository.collaborator(github.person(MAINTAINER), Permission.MAINTAIN);
        repository.collaborator(github.person("triager-bo"), Permission.TRIAGE);
        repository.collaborator(github.person("reader-cleo"), Permission.READ);
    }
}

package treewarden.forge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import treewarden.domain.Secret;
import treewarden.forge.github.GitHub;

/** A comparison that stops at the first difference tells how much of a guess was right. */
class SecretsAreNotComparedTest {
    @Test
    void signaturesAreComparedInConstantTimeAlone() {
        var signature = new ClassFileImporter().importClasses(WebhookSignature.class);
        noClasses()
                .should()
                .callMethod(String.class, "equals", Object.class)
                .orShould()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(String.class, "contentEquals", CharSequence.class)
                .check(signature);
    }

    @Test
    void secretsAreNotComparedAtAll() {
        assertThat(Secret.class.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals("equals"));
        assertThat(new ClassFileImporter()
                        .importPackagesOf(GitHub.class).stream()
                                .filter(type -> type.getSimpleName().endsWith("Credential")
                                        || type.getSimpleName().equals("Grant"))
                                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                                .map(call -> call.getTarget().getName()))
                .isNotEmpty()
                .doesNotContain("equals");
    }
}

package treewarden.templates.jinja;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What an expression of a template can reach: entries of maps and items of lists. There is no resolver for beans, so
 * that no property of a Java object is read, and the only methods ever called are those by which the engine runs its
 * own filters and tests.
 */
final class DataOnly extends CompositeELResolver {
    private final JinjavaBeanELResolver engine = new JinjavaBeanELResolver(true);

    DataOnly() {
        add(new ArrayELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new JinjavaListELResolver(true));
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] arguments) {
        if (base instanceof Filter || base instanceof ExpTest) {
            return engine.invoke(context, base, method, types, arguments);
        }
        throw new MethodNotFoundException("a template must not call the method " + method);
    }
}

package io.kagami.mirror.metrics.mirrormaker;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;

/**
 * A bean whose attributes are read when they are asked for.
 *
 * <p>Threading: as its subject.
 */
final class FiguresBean<T> implements DynamicMBean {

    private final BeanShape<T> shape;
    private final T subject;

    FiguresBean(BeanShape<T> shape, T subject) {
        this.shape = shape;
        this.subject = subject;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        BeanAttribute<T> attribute = shape.attributes().get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException("no attribute is called " + name);
        }
        return attribute.value().applyAsDouble(subject);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList values = new AttributeList();
        for (String name : names) {
            BeanAttribute<T> attribute = shape.attributes().get(name);
            if (attribute != null) {
                values.add(new Attribute(name, attribute.value().applyAsDouble(subject)));
            }
        }
        return values;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return shape.info();
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException("these are only to be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        throw new UnsupportedOperationException("these are only to be read");
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException("these are only to be read");
    }
}

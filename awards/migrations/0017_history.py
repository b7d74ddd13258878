"""Old awards from a spreadsheet: the file, its lines, and whom somebody says each is about.

Once all is recorded, PostgreSQL keeps the file and its lines as they were. The two origins of a
decision are called what they are: made here, or recorded as it stands on paper.
"""

import django.db.models.deletion
import units.fields
import units.text
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE FUNCTION keep_recorded_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_in_chain('recorded history stays as it is',
        'bring what is missing in another file');
    RETURN NULL;
END $$;

CREATE FUNCTION keep_line_of_recorded_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_historyimport
        WHERE id IN (OLD.history_id, NEW.history_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM awards_historyimport
        WHERE id IN (OLD.history_id, NEW.history_id) AND state = 'DONE'
    ) THEN
        PERFORM refuse_in_chain('a line of recorded history stays as it is',
            'bring what is missing in another file');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER stay_recorded BEFORE UPDATE OR DELETE ON awards_historyimport
    FOR EACH ROW WHEN (OLD.state = 'DONE') EXECUTE FUNCTION keep_recorded_history();
CREATE TRIGGER stay_recorded BEFORE INSERT OR UPDATE OR DELETE ON awards_historyline
    FOR EACH ROW EXECUTE FUNCTION keep_line_of_recorded_history();
"""

LOOSEN = """
DROP TRIGGER stay_recorded ON awards_historyimport;
DROP TRIGGER stay_recorded ON awards_historyline;
DROP FUNCTION keep_recorded_history();
DROP FUNCTION keep_line_of_recorded_history();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0016_petitions'),
        ('units', '0009_kin'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='origin',
            field=models.CharField(choices=[('OWN', 'ban hành trên hệ thống'), ('EXTERNAL', 'ghi nhận từ văn bản đã có')], default='OWN', max_length=10, verbose_name='nguồn'),
        ),
        migrations.CreateModel(
            name='HistoryImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('state', models.CharField(choices=[('FAULTY', 'có ô cần sửa'), ('MATCHING', 'đang đối chiếu'), ('DONE', 'đã ghi nhận')], default='MATCHING', max_length=10, verbose_name='trạng thái')),
                ('errors', models.JSONField(default=list, verbose_name='ô cần sửa')),
                ('notes', models.JSONField(default=list, verbose_name='lưu ý khi đọc')),
                ('recorded_at', models.DateTimeField(null=True, verbose_name='ghi nhận lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history_imports', to='units.agency')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'tệp khen thưởng cũ',
                'verbose_name_plural': 'tệp khen thưởng cũ',
                'ordering': ('-uploaded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='HistoryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(verbose_name='dòng')),
                ('kind', models.CharField(choices=[('INDIVIDUAL', 'cá nhân'), ('COLLECTIVE', 'tập thể')], max_length=10, verbose_name='đối tượng')),
                ('name', models.CharField(max_length=200, verbose_name='tên trong quyết định')),
                ('title', models.CharField(blank=True, max_length=100, verbose_name='chức vụ')),
                ('unit', models.CharField(blank=True, max_length=200, verbose_name='đơn vị trong quyết định')),
                ('code', models.CharField(blank=True, max_length=50, verbose_name='mã')),
                ('born_on', models.DateField(null=True, verbose_name='ngày sinh')),
                ('award', models.CharField(max_length=20, verbose_name='danh hiệu, hình thức khen thưởng')),
                ('type', models.CharField(choices=[('CONG_TRANG', 'theo công trạng'), ('PHONG_TRAO', 'theo phong trào thi đua, chuyên đề'), ('DOT_XUAT', 'đột xuất'), ('CONG_HIEN', 'theo quá trình cống hiến')], max_length=12, verbose_name='loại hình khen thưởng')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm thành tích')),
                ('authority', models.CharField(max_length=200, verbose_name='thẩm quyền quyết định')),
                ('reference', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('signed_on', models.DateField(verbose_name='ngày ký')),
                ('state', models.CharField(choices=[('OPEN', 'chưa chọn'), ('CHOSEN', 'đã chọn'), ('OUTSIDE', 'không thuộc cơ quan'), ('LATER', 'để sau')], default='OPEN', max_length=8, verbose_name='trạng thái')),
                ('folded', units.fields.DerivedField(by=units.text.fold, of='name')),
                ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='history_lines', to='awards.decision')),
                ('history', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='awards.historyimport')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.person')),
            ],
            options={
                'verbose_name': 'dòng khen thưởng cũ',
                'verbose_name_plural': 'dòng khen thưởng cũ',
                'ordering': ('history', 'row'),
            },
        ),
        migrations.AddConstraint(
            model_name='historyimport',
            constraint=models.UniqueConstraint(fields=('agency', 'file'), name='history_file_once'),
        ),
        migrations.AddConstraint(
            model_name='historyimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False), ('state', 'DONE')), models.Q(models.Q(('state', 'DONE'), _negated=True), ('recorded_at__isnull', True), ('recorded_by__isnull', True)), _connector='OR'), name='recorded_history_has_recorder'),
        ),
        migrations.AddConstraint(
            model_name='historyline',
            constraint=models.UniqueConstraint(fields=('history', 'row'), name='history_row_once'),
        ),
        migrations.AddConstraint(
            model_name='historyline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('collective__isnull', True), ('kind', 'INDIVIDUAL'), ('person__isnull', False), ('state', 'CHOSEN')), models.Q(('collective__isnull', False), ('kind', 'COLLECTIVE'), ('person__isnull', True), ('state', 'CHOSEN')), models.Q(models.Q(('state', 'CHOSEN'), _negated=True), ('collective__isnull', True), ('person__isnull', True)), _connector='OR'), name='chosen_line_has_its_subject'),
        ),
        migrations.AddConstraint(
            model_name='historyline',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'OPEN'), ('chosen_by__isnull', False), _connector='OR'), name='somebody_settled_the_line'),
        ),
        migrations.RunSQL(KEEP, LOOSEN),
    ]

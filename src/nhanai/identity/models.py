"""An account, and the appointments that give it its rights."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from nhanai.identity.vocab import Role
from nhanai.units.models import Unit


class UserManager(BaseUserManager["User"]):
    """Finds an account by the name it signs in with."""

    use_in_migrations = False


class User(AbstractBaseUser):
    """Tài khoản của một người."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    name_folded = models.CharField("họ và tên không dấu", max_length=120, db_index=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=400)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    password_is_temporary = models.BooleanField("phải đổi mật khẩu", default=False)
    keys_enabled = models.BooleanField("dùng phím tắt một chữ", default=True)
    created_at = models.DateTimeField("tạo lúc")

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name


class Appointment(models.Model):
    """Bổ nhiệm: giữ vai trò nào, tại đơn vị nào, từ ngày nào đến ngày nào."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField("vai trò", max_length=30, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    handover = models.TextField("nội dung bàn giao", blank=True)

    class Meta:
        verbose_name = "bổ nhiệm"
        verbose_name_plural = "bổ nhiệm"
        ordering = ["user", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "start"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit_id}"

resource "aws_lb" "api" {
  name               = "cloud-api"
  load_balancer_type = "network"
  internal           = true
  subnets            = aws_subnet.private[*].id
}

resource "aws_lb_listener" "api" {
  load_balancer_arn = aws_lb.api.arn
  protocol          = "TCP"
  port              = 6443

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.masters.arn
  }
}

resource "aws_lb_target_group" "masters" {
  name        = "cloud-masters"
  vpc_id      = var.vpc_id
  target_type = "ip"
  protocol    = "TCP"
  port        = 6443

  health_check {
    protocol            = "HTTP"
    path                = "/readyz"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_target_group_attachment" "master_1" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = "10.240.0.10"
}

resource "aws_lb_target_group_attachment" "master_2" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = "10.240.0.11"
}

resource "aws_lb_target_group_attachment" "master_3" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = "10.240.0.12"
}

resource "aws_lb_target_group_attachment" "old" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = "10.240.0.9"
}
